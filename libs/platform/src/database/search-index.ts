import { Injectable, Optional } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { FtsSearch } from './fts-search';
import { GramSearch } from './gram-search';
import { isSqlite } from './schema';
import type { SearchCondition, SearchDocument, SearchEngine, SearchPlace } from './search-engine';
import { queryWords, searchable } from './search-text';
import { UnitOfWork } from './unit-of-work';

/** Makes characters that readers take for the same the same, as traditional and simplified ones; provide it to use it. */
export abstract class TextFolding {
  abstract fold(text: string): string;
}

/**
 * Chinese search: neither database can cut Chinese into words, so every pair of neighbouring characters is a word. What it
 * finds is exactly what `LIKE '%query%'` on the normalised text would, whatever the length of the query.
 */
@Injectable()
export class SearchIndex {
  private readonly engine: SearchEngine;

  constructor(
    uow: UnitOfWork,
    @Optional() private readonly folding?: TextFolding,
  ) {
    this.engine = uow.dialect === 'sqlite' ? new FtsSearch(uow) : new GramSearch(uow);
  }

  /** For migrations: the index of one kind of document. */
  static createTable(runner: QueryRunner, table: string): Promise<void> {
    return isSqlite(runner) ? FtsSearch.createTable(runner, table) : GramSearch.createTable(runner, table);
  }

  static dropTable(runner: QueryRunner, table: string): Promise<void> {
    return isSqlite(runner) ? FtsSearch.dropTable(runner, table) : GramSearch.dropTable(runner, table);
  }

  /** Stores the words of a document, in place of those it had; inside `UnitOfWork.run`. */
  put(table: string, id: number, text: string): Promise<void> {
    return this.putMany(table, [{ id, text }]);
  }

  putMany(table: string, documents: readonly SearchDocument[]): Promise<void> {
    return this.engine.put(
      table,
      documents.map(({ id, text }) => ({ id, text: searchable(text, this.fold) })),
    );
  }

  remove(table: string, id: number): Promise<void> {
    return this.engine.remove(table, id);
  }

  /** For lists: keeps the rows whose document has every word of the query. `idColumn` is the row's number, as `o.id`. */
  condition(table: string, idColumn: string, query: string): SearchCondition {
    return this.conditionOn({ table, idColumn, frequent: false }, query);
  }

  /** The same for long lists that end after a page: looks first whether the words are rare or frequent. */
  async pageCondition(table: string, idColumn: string, query: string): Promise<SearchCondition> {
    const words = queryWords(query, this.fold);
    const frequent = words.length > 0 && (await this.engine.isFrequent(table, words));
    return this.conditionOn({ table, idColumn, frequent }, query);
  }

  private conditionOn(search: SearchPlace, query: string): SearchCondition {
    const words = queryWords(query, this.fold);
    return words.length === 0 ? { sql: '1 = 0', params: {} } : this.engine.condition(search, words);
  }

  private readonly fold = (text: string): string => this.folding?.fold(text) ?? text;
}
