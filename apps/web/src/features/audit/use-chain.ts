import type { AuditChainView, ChainCheckView } from '@minsheng/contracts';
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import { auditApi } from '@/api/audit';
import { messageOf } from '@/api/api-error';

const WHILE_RUNNING_MS = 1500;

/** How the chains stand, and checking them; while a check runs its progress is asked for. */
export function useChain() {
  const chain = shallowRef<AuditChainView | null>(null);
  const error = shallowRef<unknown>(null);
  const asking = ref(false);
  const refused = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;

  async function load(): Promise<void> {
    clearTimeout(timer);
    try {
      chain.value = await auditApi.chain();
      error.value = null;
    } catch (failure) {
      error.value = failure;
    }
    if (!isGone && chain.value?.lastCheck?.state === 'running') timer = setTimeout(() => void load(), WHILE_RUNNING_MS);
  }

  /** Gives the check that began or, for one order, its result; null when it was refused. */
  async function verify(orderCode?: string): Promise<ChainCheckView | null> {
    asking.value = true;
    refused.value = '';
    try {
      return await auditApi.verify(orderCode);
    } catch (failure) {
      refused.value = messageOf(failure);
      return null;
    } finally {
      asking.value = false;
      await load();
    }
  }

  onMounted(() => void load());
  onBeforeUnmount(() => {
    isGone = true;
    clearTimeout(timer);
  });
  return { chain, error, asking, refused, load, verify };
}
