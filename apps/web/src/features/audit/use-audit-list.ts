import type { AuditEntry } from '@minsheng/contracts';
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { auditApi } from '@/api/audit';
import { AUDIT_FILTERS, type AuditFilters, toAuditQuery } from './audit-model';

/** The audit trail, newest first: filters and cursor live in the address bar; back is the browser's own. */
export function useAuditList() {
  const route = useRoute();
  const router = useRouter();
  const rows = shallowRef<AuditEntry[]>([]);
  const nextCursor = ref<string | null>(null);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let running: AbortController | null = null;

  const filters = computed(() => {
    const found: AuditFilters = {};
    for (const key of AUDIT_FILTERS) {
      const value = route.query[key];
      if (typeof value === 'string' && value !== '') found[key] = value;
    }
    return found;
  });
  const cursor = computed(() => (typeof route.query.cursor === 'string' ? route.query.cursor : ''));

  async function load(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      const page = await auditApi.lines(toAuditQuery(filters.value, cursor.value), mine.signal);
      rows.value = page.items;
      nextCursor.value = page.nextCursor;
    } catch (failure) {
      if (mine.signal.aborted) return;
      rows.value = [];
      nextCursor.value = null;
      error.value = failure;
    } finally {
      if (running === mine) loading.value = false;
    }
  }

  const go = (query: AuditFilters & { cursor?: string }): void => void router.push({ name: 'audit', query });
  /** A changed filter starts at the newest line again. */
  function apply(changes: AuditFilters): void {
    const next = { ...filters.value, ...changes };
    go(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')));
  }
  const clear = (): void => go({});
  const next = (): void => {
    if (nextCursor.value) go({ ...filters.value, cursor: nextCursor.value });
  };
  const newest = (): void => go(filters.value);

  watch(
    () => route.fullPath,
    () => {
      if (route.name === 'audit') void load();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => running?.abort());

  const isNewest = computed(() => cursor.value === '');
  return { rows, nextCursor, loading, error, filters, isNewest, load, apply, clear, next, newest };
}
