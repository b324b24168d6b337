/** Keyed digest of a text, 64 lower-case hex digits; the key lies outside the database and outside the domain. */
export type Digest = (text: string) => string;

/** What stands in the place of a text that was erased: its digest, which is all that the link ever knew of it. */
export interface Erased {
  readonly erased: string;
}

const DIGEST = /^[0-9a-f]{64}$/;
/** An instant as `Date.toJSON` writes it says nothing about a person: it enters in clear and costs no digest. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** An instant that a database gives back unreadable was edited there: its link must not hold, and must not throw. */
export function spellInstant(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'unreadable' : at.toISOString();
}

export function textDigest(text: string, digest: Digest): string {
  return digest(`text\n${text}`);
}

/** The form in which a text can be erased (个人信息保护法 第四十七条) while every link over it still verifies. */
export function erasedForm(text: string, digest: Digest): Erased {
  return { erased: textDigest(text, digest) };
}

/**
 * One spelling of a JSON value for all databases and versions: keys sorted, what JSON leaves out left out, and every
 * text as its keyed digest, so that no link stands in the way of an erasure. Which field holds a name or a story is not
 * asked: actions and their fields change, and a list of them would be out of date one day.
 */
export function canonicalText(value: unknown, digest: Digest): string {
  if (typeof value === 'string') return canonicalString(value, digest);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (value instanceof Date) return canonicalText(value.toJSON(), digest);
  if (Array.isArray(value)) return `[${value.map((each) => canonicalText(each, digest)).join(',')}]`;
  return canonicalObject(value as Readonly<Record<string, unknown>>, digest);
}

function canonicalString(text: string, digest: Digest): string {
  return text.length === 24 && INSTANT.test(text) ? `"${text}"` : mark(textDigest(text, digest));
}

/** Walked several times for each order of a bulk load: plain loops. */
function canonicalObject(value: Readonly<Record<string, unknown>>, digest: Digest): string {
  const keys = Object.keys(value).sort();
  const { erased } = value;
  if (keys.length === 1 && typeof erased === 'string' && DIGEST.test(erased)) return mark(erased);
  let text = '';
  for (const key of keys) {
    const each = value[key];
    if (each !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalText(each, digest)}`;
  }
  return `{${text}}`;
}

/** No text in clear begins like this, as none enters in clear. */
function mark(digest: string): string {
  return `"~${digest}"`;
}
