import { DomainError } from '@minsheng/domain';

/** Keyset cursors: the sort values of the last row, opaque to the caller. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws DomainError invalid_cursor */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (cursor === undefined || cursor === '') return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const sound =
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => v === null || typeof v === 'string' || typeof v === 'number');
    if (sound) return values as (string | number | null)[];
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw new DomainError('invalid_cursor');
}

/** The same where all sort values are numbers (instants in ms, ids). @throws DomainError invalid_cursor */
export function decodeNumbers(cursor: string | undefined, length: number): number[] | null {
  const values = decodeCursor(cursor, length);
  if (values === null) return null;
  if (!values.every((value): value is number => typeof value === 'number' && Number.isSafeInteger(value))) {
    throw new DomainError('invalid_cursor');
  }
  return values;
}
