import type { LetterRegisterRow } from '@minsheng/contracts';
import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { dispatchApi } from '@/api/dispatch';

const KEYS = ['channel', 'month', 'state'] as const;
export type RegisterFilters = Partial<Record<(typeof KEYS)[number], string>>;

/** The register on the screen. The address bar is the one query: a link, the page and the file always agree. */
export function useLetterRegister() {
  const route = useRoute();
  const router = useRouter();
  const rows = shallowRef<LetterRegisterRow[]>([]);
  const nextCursor = ref<string | null>(null);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let asked = 0;

  const filters = computed<RegisterFilters>(() => {
    const found: RegisterFilters = {};
    for (const key of KEYS) {
      const value = route.query[key];
      if (typeof value === 'string' && value !== '') found[key] = value;
    }
    return found;
  });

  function apply(changes: RegisterFilters): void {
    const next = Object.entries({ ...filters.value, ...changes }).filter(([, value]) => value);
    void router.push({ query: Object.fromEntries(next) });
  }

  /** A slow answer to an earlier choice never covers a later one. */
  async function load(cursor: string | null = null): Promise<void> {
    const mine = ++asked;
    loading.value = true;
    error.value = null;
    try {
      const page = await dispatchApi.letterRegister({ ...filters.value, cursor });
      if (mine !== asked) return;
      rows.value = cursor === null ? page.items : [...rows.value, ...page.items];
      nextCursor.value = page.nextCursor;
    } catch (failure) {
      if (mine === asked) error.value = failure;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  watch(
    () => JSON.stringify(filters.value),
    () => {
      if (route.name === 'letter-register') void load();
    },
    { immediate: true },
  );

  const more = (): Promise<void> => load(nextCursor.value);
  const download = (): Promise<void> => dispatchApi.downloadLetterRegister(filters.value);
  return { filters, rows, nextCursor, loading, error, apply, load, more, download };
}
