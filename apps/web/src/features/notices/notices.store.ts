import type { MarkReadRequest, NoticeCount } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { noticesApi } from '@/api/notices';
import { useSession } from '@/features/session/session.store';

/** How many notices wait to be read: one number for the bell and every list. */
export const useNotices = defineStore('notices', () => {
  const unread = ref<NoticeCount | null>(null);
  const session = useSession();
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    try {
      unread.value = await noticesApi.count();
    } catch {
      unread.value = null; // No number is better than an old one; the list says what is wrong.
    }
  }

  /** Who must first change the password is told nothing yet. */
  function refresh(): Promise<void> {
    if (session.mustChangePassword) return Promise.resolve();
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
