import type { Page } from '@minsheng/contracts';
import { ref, shallowRef } from 'vue';

/** A list that grows page by page; what was asked last wins, however the answers arrive. */
export function usePages<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>) {
  const rows = shallowRef<readonly T[]>([]);
  const next = ref<string | null>(null);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let asked = 0;

  async function read(cursor: string | undefined, before: readonly T[]): Promise<void> {
    asked += 1;
    const mine = asked;
    loading.value = true;
    error.value = null;
    try {
      const page = await fetchPage(cursor);
      if (mine === asked) [rows.value, next.value] = [[...before, ...page.items], page.nextCursor];
    } catch (failure) {
      if (mine === asked) error.value = failure;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  const load = (): Promise<void> => read(undefined, []);
  const more = (): Promise<void> => read(next.value ?? undefined, rows.value);
  return { rows, next, loading, error, load, more };
}
