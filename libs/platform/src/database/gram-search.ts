import type { QueryRunner } from 'typeorm';
import { CODE_COLLATION } from './columns';
import { column, createTable } from './schema';
import type { SearchCondition, SearchDocument, SearchEngine, SearchPlace } from './search-engine';
import { pairs } from './search-text';
import type { UnitOfWork } from './unit-of-work';

const FREQUENT = 400;
const ROWS = 2000;
/** Pairs of a long word that narrow it down; the text itself then decides. */
const PAIRS = 4;

/**
 * MySQL and MariaDB: an own table of pairs. Their full-text index would do too, but reads every hit before it gives the
 * first: a word of 7,700 documents took 42 ms there and 0.3 ms here, and MariaDB has no parser for Chinese at all.
 */
export class GramSearch implements SearchEngine {
  constructor(private readonly uow: UnitOfWork) {}

  static async createTable(runner: QueryRunner, table: string): Promise<void> {
    await createTable(runner, {
      name: table,
      columns: [column.int('doc_id', { primary: true }), column.longText('text')],
    });
    await runner.query(
      `ALTER TABLE ${table} MODIFY text MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE ${CODE_COLLATION} NOT NULL`,
    );
    const key = [column.int('gram', { primary: true }), column.int('doc_id', { primary: true })];
    await createTable(runner, { name: `${table}_gram`, columns: key });
  }

  static async dropTable(runner: QueryRunner, table: string): Promise<void> {
    await runner.dropTable(`${table}_gram`, true);
    await runner.dropTable(table, true);
  }

  async put(table: string, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const known = await this.known(table, documents);
    const changed = documents.filter(({ id, text }) => known.has(id) && known.get(id) !== text);
    for (const { id, text } of changed) {
      await this.forget(table, id, without(grams(known.get(id) ?? ''), grams(text)));
      await this.uow.manager.query(`UPDATE ${table} SET text = ? WHERE doc_id = ?`, [text, id]);
    }
    const added = documents.filter(({ id }) => !known.has(id));
    await this.insertTexts(table, added);
    const rows = [...added, ...changed].flatMap(({ id, text }) =>
      without(grams(text), grams(known.get(id) ?? '')).map((gram): [number, number] => [gram, id]),
    );
    await this.insertGrams(table, rows);
  }

  async remove(table: string, id: number): Promise<void> {
    const known = await this.known(table, [{ id }]);
    await this.forget(table, id, [...grams(known.get(id) ?? '')]);
    await this.uow.manager.query(`DELETE FROM ${table} WHERE doc_id = ?`, [id]);
  }

  /** The rarest pair decides how many documents are looked at. */
  async isFrequent(table: string, words: readonly string[]): Promise<boolean> {
    for (const range of words.flatMap(ranges)) {
      const sql = `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${table}_gram WHERE ${within('gram', range)} LIMIT ${FREQUENT}) AS some`;
      const [{ n }] = await this.uow.manager.query(sql);
      if (Number(n) < FREQUENT) return false;
    }
    return true;
  }

  /** Compared with a count, the pairs are tried row by row in the list's order; as a set, they are where the server begins. */
  condition({ table, idColumn, frequent }: SearchPlace, words: readonly string[]): SearchCondition {
    const params: Record<string, unknown> = {};
    const conditions = words
      .flatMap(ranges)
      .map((range) =>
        frequent
          ? `(SELECT COUNT(*) FROM ${table}_gram sg WHERE ${within('sg.gram', range)} AND sg.doc_id = ${idColumn}) > 0`
          : `${idColumn} IN (SELECT sg.doc_id FROM ${table}_gram sg WHERE ${within('sg.gram', range)})`,
      );
    words.forEach((word, index) => {
      if (word.length <= 2) return;
      params[`searchWord${index}`] = `%${word}%`;
      conditions.push(`(SELECT st.text FROM ${table} st WHERE st.doc_id = ${idColumn}) LIKE :searchWord${index}`);
    });
    return { sql: conditions.join(' AND '), params };
  }

  private async known(table: string, documents: readonly { readonly id: number }[]): Promise<Map<number, string>> {
    const sql = `SELECT doc_id, text FROM ${table} WHERE doc_id IN (${documents.map(() => '?').join(', ')})`;
    const rows: { doc_id: number; text: string }[] = await this.uow.manager.query(
      sql,
      documents.map(({ id }) => id),
    );
    return new Map(rows.map((row) => [row.doc_id, row.text]));
  }

  private async forget(table: string, id: number, gone: readonly number[]): Promise<void> {
    if (gone.length === 0) return;
    await this.uow.manager.query(`DELETE FROM ${table}_gram WHERE doc_id = ? AND gram IN (${gone.join(', ')})`, [id]);
  }

  private async insertTexts(table: string, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const places = documents.map(() => '(?, ?)').join(', ');
    const parameters = documents.flatMap(({ id, text }) => [id, text]);
    await this.uow.manager.query(`INSERT INTO ${table} (doc_id, text) VALUES ${places}`, parameters);
  }

  /** In the order of the key, which spares the server half of its work. The rows hold numbers made here, nothing else. */
  private async insertGrams(table: string, rows: readonly (readonly [number, number])[]): Promise<void> {
    const sorted = [...rows].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (let from = 0; from < sorted.length; from += ROWS) {
      const values = sorted.slice(from, from + ROWS).map(([gram, id]) => `(${gram}, ${Math.trunc(id)})`);
      await this.uow.manager.query(`INSERT INTO ${table}_gram (gram, doc_id) VALUES ${values.join(', ')}`);
    }
  }
}

type Range = readonly [from: number, to: number];

/** Two characters of 16 bits as one number of 32, with its sign. */
function gramOf(first: number, second: number): number {
  return first * 0x10000 + second - 0x80000000;
}

function grams(text: string): Set<number> {
  const words = text.split(' ').filter((word) => word !== '');
  return new Set(words.flatMap((word) => pairs(word).map(([first, second]) => gramOf(first, second))));
}

function without(some: ReadonlySet<number>, others: ReadonlySet<number>): number[] {
  return [...some].filter((gram) => !others.has(gram));
}

/** A single character is every pair that it opens. */
function ranges(word: string): Range[] {
  if (word.length === 1) return [[gramOf(word.charCodeAt(0), 0), gramOf(word.charCodeAt(0), 0xffff)]];
  const inside = pairs(word).slice(0, -1);
  const step = Math.max(1, Math.ceil(inside.length / PAIRS));
  return inside
    .filter((_, index) => index % step === 0)
    .map(([first, second]): Range => {
      const gram = gramOf(first, second);
      return [gram, gram];
    });
}

function within(name: string, [from, to]: Range): string {
  return from === to ? `${name} = ${from}` : `${name} BETWEEN ${from} AND ${to}`;
}
