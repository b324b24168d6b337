import type { MarkReadRequest, NoticeCount } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { noticesApi } from '@/api/notices';

/** How many notices wait to be read: one number for the bell and every list. */
export const useNotices = defineStore('notices', () => {
  const unread = ref<NoticeCount | null>(null);
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    try {
      unread.value = await noticesApi.count();
    } catch {
      unread.value = null; // No number is better than an old one; the list says what is wrong.
    }
  }

  function refresh(): Promise<void> {
    loading ??= load().finally(() => (loading = null));
    return loading;
  }

  /** @throws ApiError */
  async function markRead(what: MarkReadRequest): Promise<void> {
    unread.value = await noticesApi.read(what);
  }

  const badge = computed(() => {
    const { count, more } = unread.value ?? { count: 0, more: false };
    return count === 0 ? '' : `${count}${more ? '+' : ''}`;
  });
  const clear = (): void => void (unread.value = null);
  return { unread, badge, refresh, markRead, clear };
});
