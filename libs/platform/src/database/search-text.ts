/** Longest piece of a query that is looked at: nobody types more, and the statement stays short. */
const LONGEST_WORD = 40;
const MOST_WORDS = 6;

/** What a text is searched by: full-width and half-width, upper and lower case alike; everything but letters and digits parts words. */
export function searchable(text: string, fold: (text: string) => string = (same) => same): string {
  const words = fold(text.normalize('NFKC').toLowerCase()).match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).join(' ');
}

/** The words of a query, each of which must occur in a text that is found. */
export function queryWords(query: string, fold?: (text: string) => string): string[] {
  const words = searchable(query, fold)
    .split(' ')
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
}

/** Every pair of neighbouring characters, and the last one alone, so that a single character can be found anywhere. */
export function pairs(word: string): (readonly [first: number, second: number])[] {
  const units = Array.from({ length: word.length }, (_, index) => word.charCodeAt(index));
  return units.map((unit, index) => [unit, units[index + 1] ?? 0]);
}

/** Whether a text is found by a query: what the index must agree with. */
export function contains(text: string, query: string, fold?: (text: string) => string): boolean {
  const words = queryWords(query, fold);
  const within = searchable(text, fold);
  return words.length > 0 && words.every((word) => within.includes(word));
}
