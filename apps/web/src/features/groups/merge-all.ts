import { dispatchApi } from '@/api/dispatch';
import { messageOf } from '@/api/api-error';
import { newKey } from '@/composables/new-key';

/** What became of one order that was to be merged. */
export interface MergeOutcome {
  code: string;
  /** Why it was refused; null when it was merged. */
  refusal: string | null;
}

/** Merges orders into one, one after the other: a refusal of one does not stop the rest. */
export async function mergeAll(
  codes: readonly string[],
  intoOrderCode: string,
  reason: string,
): Promise<MergeOutcome[]> {
  const outcomes: MergeOutcome[] = [];
  for (const code of codes) {
    try {
      const { version } = await dispatchApi.order(code);
      await dispatchApi.act(code, 'merge', { version, intoOrderCode, reason }, newKey());
      outcomes.push({ code, refusal: null });
    } catch (error) {
      outcomes.push({ code, refusal: messageOf(error) });
    }
  }
  return outcomes;
}
