import { ref } from 'vue';
import type { SubmitLetterRequest, SubmitLetterResponse } from '@minsheng/contracts';
import { ApiError } from '@/api/client';
import { submitLetter } from '@/api/public';
import { randomKey } from './random-key';

/** What came of pressing the button; `earlier`: the letter that counts is the one of the first try. */
export type SubmitOutcome =
  | { kind: 'sent'; codes: SubmitLetterResponse; title: string; earlier: boolean }
  | { kind: 'refused'; error: ApiError }
  | { kind: 'unknown'; message: string };

/** A refusal that the server decided; without one (line cut, server down) the letter may well have arrived. */
function isDecided(error: unknown): error is ApiError {
  return error instanceof ApiError && !error.outcomeUnknown;
}

const NO_ANSWER = '网络不通，没有收到回音';

/**
 * Sends a letter exactly once. The key stays the same until the server has clearly said no; after a lost answer the
 * next press repeats the same key, and if the words were changed meanwhile, the first try is asked for its codes.
 */
export function useLetterSubmit() {
  const sending = ref(false);
  let key = randomKey();
  let unanswered: SubmitLetterRequest | null = null;

  async function attempt(letter: SubmitLetterRequest): Promise<SubmitOutcome> {
    try {
      const codes = await submitLetter(letter, key);
      return { kind: 'sent', codes, title: letter.title, earlier: false };
    } catch (error) {
      if (!isDecided(error)) {
        unanswered = letter;
        return { kind: 'unknown', message: NO_ANSWER };
      }
      if (error.problem.code === 'key_reused' && unanswered) return repeatFirst(unanswered);
      key = randomKey();
      unanswered = null;
      return { kind: 'refused', error };
    }
  }

  async function repeatFirst(first: SubmitLetterRequest): Promise<SubmitOutcome> {
    try {
      const codes = await submitLetter(first, key);
      return { kind: 'sent', codes, title: first.title, earlier: true };
    } catch (error) {
      if (isDecided(error)) return { kind: 'refused', error };
      return { kind: 'unknown', message: NO_ANSWER };
    }
  }

  /** Null while an attempt is under way: a second press does nothing. */
  async function submit(letter: SubmitLetterRequest): Promise<SubmitOutcome | null> {
    if (sending.value) return null;
    sending.value = true;
    try {
      const outcome = await attempt(letter);
      if (outcome.kind === 'sent') {
        key = randomKey();
        unanswered = null;
      }
      return outcome;
    } finally {
      sending.value = false;
    }
  }

  return { sending, submit };
}
