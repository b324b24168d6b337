import type { SimilarAppealRow } from '@minsheng/contracts';
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { intakeApi, type SimilarQuery } from '@/api/intake';
import type { AppealDraft } from './appeal-draft';

const PAUSE_MS = 350;

/** Enough typed to be worth asking: a number, or a place together with what happened there. */
function queryOf(draft: AppealDraft): SimilarQuery | null {
  const phone = draft.phone.replace(/[^\d]/g, '');
  const title = draft.title.trim();
  const place = title.length >= 4 && draft.townshipCode !== '';
  if (phone.length < 7 && !place) return null;
  return {
    phone: phone.length >= 7 ? phone : undefined,
    title: place ? title : undefined,
    townshipCode: place ? draft.townshipCode : undefined,
  };
}

/** Open orders that this call may be about, asked for while the agent types. The server proposes, the agent decides. */
export function useSimilar(draft: AppealDraft) {
  const rows = shallowRef<SimilarAppealRow[]>([]);
  const state = ref<'idle' | 'loading' | 'done' | 'failed'>('idle');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;

  async function load(query: SimilarQuery): Promise<void> {
    const mine = (running = new AbortController());
    state.value = 'loading';
    try {
      rows.value = (await intakeApi.similar(query, mine.signal)).items;
      state.value = 'done';
    } catch {
      if (mine.signal.aborted) return;
      rows.value = [];
      state.value = 'failed'; // Said in the panel; registration itself must not wait for it.
    }
  }

  function schedule(): void {
    clearTimeout(timer);
    running?.abort();
    const query = queryOf(draft);
    if (query) {
      timer = setTimeout(() => void load(query), PAUSE_MS);
      return;
    }
    rows.value = [];
    state.value = 'idle';
  }

  watch(() => [draft.phone, draft.title, draft.townshipCode], schedule, { immediate: true });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    running?.abort();
  });
  return { rows, state, retry: schedule };
}
