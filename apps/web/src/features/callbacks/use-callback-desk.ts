import type { CallbackRow, OrderView } from '@minsheng/contracts';
import { computed, onMounted, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { messageOf } from '@/api/api-error';
import { ApiError } from '@/api/client';
import { dispatchApi } from '@/api/dispatch';
import { newKey } from '@/composables/new-key';
import { useCounts } from '@/layouts/counts.store';
import { blankDraft, missingText, toInput } from './callback-form';

/** The callback agent's desk: the list, the case that is open, and what is being recorded of it. */
export function useCallbackDesk() {
  const route = useRoute();
  const router = useRouter();
  const counts = useCounts();
  const rows = shallowRef<CallbackRow[]>([]);
  const nextCursor = ref<string | null>(null);
  const loading = ref(true);
  const error = shallowRef<unknown>(null);
  const order = shallowRef<OrderView | null>(null);
  const caseError = shallowRef<unknown>(null);
  const draft = ref(blankDraft());
  const refusal = ref('');
  const told = ref('');
  const busy = ref(false);
  /** The same words sent again, after a lost answer, are the same call. */
  const sent = { body: '', key: '' };

  const openCode = computed(() => (typeof route.query.case === 'string' ? route.query.case : null));
  const index = computed(() => rows.value.findIndex((row) => row.code === openCode.value));

  async function loadList(cursor?: string): Promise<void> {
    loading.value = true;
    error.value = null;
    try {
      const page = await dispatchApi.callbacks(cursor);
      rows.value = cursor ? [...rows.value, ...page.items] : page.items;
      nextCursor.value = page.nextCursor;
      if (!openCode.value) openFirst();
    } catch (failure) {
      error.value = failure;
    } finally {
      loading.value = false;
    }
  }

  async function loadCase(code: string): Promise<void> {
    caseError.value = null;
    try {
      const found = await dispatchApi.order(code);
      if (code === openCode.value) order.value = found;
    } catch (failure) {
      if (code === openCode.value) caseError.value = failure;
    }
  }

  function open(code: string | null): void {
    void router.replace({ name: 'callbacks', query: code ? { case: code } : {} });
  }

  function openFirst(): void {
    const first = rows.value.find((row) => !row.triedThisHalfDay) ?? rows.value[0];
    if (first && route.name === 'callbacks') open(first.code);
  }

  /** The case after this one; those tried in this half-day are passed over while another is left. */
  function following(step: 1 | -1): string | null {
    const from = index.value;
    const ahead = step === 1 ? rows.value.slice(from + 1) : rows.value.slice(0, Math.max(0, from)).reverse();
    return (ahead.find((row) => !row.triedThisHalfDay) ?? ahead[0])?.code ?? null;
  }
  function move(step: 1 | -1): void {
    const code = following(step);
    if (code) open(code);
  }

  async function onRefused(failure: unknown): Promise<void> {
    refusal.value = messageOf(failure);
    if (failure instanceof ApiError && failure.problem.code === 'stale_version' && openCode.value) {
      await loadCase(openCode.value);
    }
  }

  /** Records the call and goes on to the next case. */
  async function record(): Promise<void> {
    const current = order.value;
    if (!current || busy.value || !current.allowedActions.includes('record_callback')) return;
    refusal.value = missingText(draft.value) ?? '';
    if (refusal.value) return;
    busy.value = true;
    const request = { ...toInput(draft.value), version: current.version };
    const body = current.code + JSON.stringify(request);
    if (body !== sent.body) Object.assign(sent, { body, key: newKey() });
    try {
      const after = await dispatchApi.act(current.code, 'record_callback', request, sent.key);
      told.value = `${after.code} 已登记，现为“${after.stateLabel}”`;
      goOn(after.code);
    } catch (failure) {
      await onRefused(failure);
    } finally {
      busy.value = false;
    }
  }

  /** A case that is still to be called stays in the list, marked as the server marks it. */
  function goOn(done: string): void {
    const next = following(1) ?? following(-1);
    rows.value = rows.value.filter((row) => row.code !== done);
    open(next);
    void loadList();
    void counts.refresh();
  }

  watch(
    openCode,
    (code) => {
      order.value = null;
      draft.value = blankDraft();
      refusal.value = '';
      if (code) void loadCase(code);
      else openFirst();
    },
    { immediate: true },
  );
  onMounted(() => void loadList());

  return {
    ...{ rows, nextCursor, loading, error, loadList },
    ...{ order, caseError, openCode, loadCase, open, move },
    ...{ draft, refusal, told, busy, record },
  };
}
