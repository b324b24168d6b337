import type { QueryRunner } from 'typeorm';
import type { SearchCondition, SearchDocument, SearchEngine, SearchPlace } from './search-engine';
import { pairs } from './search-text';
import type { UnitOfWork } from './unit-of-work';

const FREQUENT = 400;

/**
 * SQLite: FTS5 on made-up words, one per pair of characters in hexadecimal, so that its tokenizer cannot misread them. A
 * query of several characters is a phrase of such words; the last character of a run keeps phrases within the run.
 */
export class FtsSearch implements SearchEngine {
  constructor(private readonly uow: UnitOfWork) {}

  static async createTable(runner: QueryRunner, table: string): Promise<void> {
    await runner.query(
      `CREATE VIRTUAL TABLE IF NOT EXISTS ${table} USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii', prefix='5')`,
    );
  }

  static async dropTable(runner: QueryRunner, table: string): Promise<void> {
    await runner.query(`DROP TABLE IF EXISTS ${table}`);
  }

  async put(table: string, documents: readonly SearchDocument[]): Promise<void> {
    for (const { id, text } of documents) {
      await this.remove(table, id);
      await this.uow.manager.query(`INSERT INTO ${table} (rowid, tokens) VALUES (?, ?)`, [id, tokens(text)]);
    }
  }

  async remove(table: string, id: number): Promise<void> {
    await this.uow.manager.query(`DELETE FROM ${table} WHERE rowid = ?`, [id]);
  }

  async isFrequent(table: string, words: readonly string[]): Promise<boolean> {
    const sql = `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ? LIMIT ${FREQUENT})`;
    const [{ n }] = await this.uow.manager.query(sql, [phrases(words)]);
    return n === FREQUENT;
  }

  /** The plus keeps SQLite from starting at the documents found: it then follows the list and stops after a page. */
  condition({ table, idColumn, frequent }: SearchPlace, words: readonly string[]): SearchCondition {
    const sql = `${frequent ? '+' : ''}${idColumn} IN (SELECT rowid FROM ${table} WHERE ${table} MATCH :searchWords)`;
    return { sql, params: { searchWords: phrases(words) } };
  }
}

function tokens(text: string): string {
  return text
    .split(' ')
    .flatMap((word) => pairs(word).map(([first, second]) => token(first, second)))
    .join(' ');
}

function token(first: number, second: number): string {
  const hex = (unit: number): string => unit.toString(16).padStart(4, '0');
  return second === 0 ? `u${hex(first)}` : `u${hex(first)}${hex(second)}`;
}

/** A single character is the beginning of every pair it opens. */
function phrases(words: readonly string[]): string {
  return words
    .map((word) =>
      word.length === 1
        ? `"${token(word.charCodeAt(0), 0)}"*`
        : `"${pairs(word)
            .slice(0, -1)
            .map(([first, second]) => token(first, second))
            .join(' ')}"`,
    )
    .join(' AND ');
}
