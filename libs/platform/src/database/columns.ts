import { Column, PrimaryGeneratedColumn, type ColumnOptions } from 'typeorm';

/** Codes compare byte by byte on a server, as they do in SQLite: `ab` is not `AB`, a trailing space counts. */
export const CODE_COLLATION = 'utf8mb4_bin';

type Options = Pick<ColumnOptions, 'nullable' | 'default' | 'unique' | 'name' | 'primary' | 'update' | 'select'>;

/** A number given by the database: never shown, never kept elsewhere as an identity that must outlive a re-import. */
export function IdColumn(options: { name?: string } = {}): PropertyDecorator {
  return PrimaryGeneratedColumn(options);
}

/** Codes, accounts, hashes: short, compared exactly. */
export function CodeColumn(length = 64, options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length, collation: CODE_COLLATION });
}

/** Text for people, of bounded length, that may be part of an index. */
export function VarcharColumn(length: number, options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length });
}

/** Text for people, as long as they write. */
export function TextColumn(options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'text' });
}

/** An instant: `Date` in code, UTC to the millisecond in both databases, always written by the program. */
export function InstantColumn(options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'datetime', precision: 3 });
}

/** Plain JSON kept as text: read and written whole, never searched by the database. */
export function JsonColumn(options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'simple-json' });
}

/**
 * JSON that is evidence: kept as text like any other, but a text that is no JSON any more because somebody edited it reads
 * as `{unreadable: true}`. Its link then does not hold, and the row can be named instead of nothing being read at all.
 */
export function EvidenceColumn(): PropertyDecorator {
  return Column({ type: 'text', transformer: { to: (value: unknown) => JSON.stringify(value), from: readEvidence } });
}

function readEvidence(text: unknown): unknown {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null ? value : { unreadable: true };
  } catch {
    return { unreadable: true };
  }
}

/** A JSON list that came after the table: rows from before read as empty, since a server's text has no default. */
export function JsonListColumn(): PropertyDecorator {
  const transformer = { from: (value: unknown) => value ?? [], to: (value: unknown) => value };
  return Column({ type: 'simple-json', nullable: true, transformer });
}

/** True or false, in both databases. */
export function BoolColumn(options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'boolean' });
}

/** A whole number below two thousand million. */
export function IntColumn(options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'int' });
}

/** A number with a fraction, where rounding does not matter (coordinates). */
export function DoubleColumn(options: Options = {}): PropertyDecorator {
  return Column({ ...options, type: 'double' });
}

/** An instant in the result of raw SQL: text from SQLite, already a `Date` from a server. */
export function instantOf(value: unknown): Date {
  if (value instanceof Date) return value;
  return new Date(`${String(value).replace(' ', 'T')}Z`);
}
