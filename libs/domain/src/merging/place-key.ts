const MOST_LETTERS = 60;
/** Shorter texts ("路口") name no place. */
const FEWEST_LETTERS = 4;

/** A place as it is compared: the same however it was typed. Null where the text is too short to name one. */
export function placeKey(location: string | null): string | null {
  const letters = (location ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return [...letters].length < FEWEST_LETTERS ? null : [...letters].slice(0, MOST_LETTERS).join('');
}
