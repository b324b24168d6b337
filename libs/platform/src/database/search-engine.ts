/** A piece of SQL for a `WHERE`, with the named parameters of TypeORM's query builder. */
export interface SearchCondition {
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A document to find: the number of its row and its words. */
export interface SearchDocument {
  readonly id: number;
  readonly text: string;
}

/** Which index, for which rows, and whether the words are frequent. */
export interface SearchPlace {
  readonly table: string;
  readonly idColumn: string;
  readonly frequent: boolean;
}

/** How the words of one database's index are stored and asked for. */
export interface SearchEngine {
  put(table: string, documents: readonly SearchDocument[]): Promise<void>;
  remove(table: string, id: number): Promise<void>;
  /** True for words that so many documents have that it is cheaper to try documents in the list's order. */
  isFrequent(table: string, words: readonly string[]): Promise<boolean>;
  condition(search: SearchPlace, words: readonly string[]): SearchCondition;
}
