import type { OrderCounts } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { dispatchApi } from '@/api/dispatch';

/** Numbers beside the menu entries: fetched on arrival, after every action and when the window is looked at again. */
export const useCounts = defineStore('counts', () => {
  const counts = ref<OrderCounts | null>(null);
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    try {
      counts.value = await dispatchApi.counts();
    } catch {
      counts.value = null; // No number is better than an old one; the lists say what is wrong.
    }
  }

  function refresh(): Promise<void> {
    loading ??= load().finally(() => (loading = null));
    return loading;
  }

  const clear = (): void => void (counts.value = null);
  return { counts, refresh, clear };
});
