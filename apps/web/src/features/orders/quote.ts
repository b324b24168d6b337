import type { FieldValue } from './form-fields';

/** Another's words put after what is written already, on a line of their own; words that stand there are not repeated. */
export function quoted(written: FieldValue | undefined, words: string): string {
  const before = typeof written === 'string' ? written.trimEnd() : '';
  if (before.includes(words)) return before;
  return before === '' ? words : `${before}\n${words}`;
}
