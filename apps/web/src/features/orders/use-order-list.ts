import type { OrderRow } from '@minsheng/contracts';
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import { dispatchApi } from '@/api/dispatch';

export const PAGE_SIZE = 50;
const FILTER_KEYS = [
  ...(['state', 'unit', 'channel', 'lamp', 'q', 'from', 'to', 'sort'] as const),
  ...(['redoAsked', 'overdue', 'waiting', 'waitingFor', 'unproposed'] as const),
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];
export type OrderFilters = Partial<Record<FilterKey, string>>;

function filtersOf(query: LocationQuery): OrderFilters {
  const filters: OrderFilters = {};
  for (const key of FILTER_KEYS) {
    const value = query[key];
    if (typeof value === 'string' && value !== '') filters[key] = value;
  }
  return filters;
}

/** Days in the address bar are the county's days; on the wire they are instants. */
function toQuery(filters: OrderFilters, cursor: string): Record<string, string | number> {
  const query: Record<string, string | number> = { ...filters, limit: PAGE_SIZE };
  if (filters.from) query.from = `${filters.from}T00:00:00+08:00`;
  if (filters.to) query.to = `${filters.to}T23:59:59.999+08:00`;
  if (cursor) query.cursor = cursor;
  return query;
}

function previousCursors(): string[] {
  const kept: unknown = (window.history.state as { cursors?: unknown } | null)?.cursors;
  return Array.isArray(kept) ? kept.filter((cursor): cursor is string => typeof cursor === 'string') : [];
}

/** The order list: filters and cursor live in the address bar, so that back, reload and a sent link all work. */
export function useOrderList() {
  const route = useRoute();
  const router = useRouter();
  const rows = shallowRef<OrderRow[]>([]);
  const nextCursor = ref<string | null>(null);
  const earlier = ref<string[]>([]);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let running: AbortController | null = null;

  const filters = computed(() => filtersOf(route.query));
  const cursor = computed(() => (typeof route.query.cursor === 'string' ? route.query.cursor : ''));

  async function load(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    loading.value = true;
    error.value = null;
    earlier.value = previousCursors();
    try {
      const page = await dispatchApi.orders(toQuery(filters.value, cursor.value), mine.signal);
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

  function go(query: OrderFilters, to = '', cursors: string[] = []): void {
    void router.push({ name: 'orders', query: to ? { ...query, cursor: to } : query, state: { cursors } });
  }

  /** A changed filter starts at the first page again. */
  function apply(changes: OrderFilters): void {
    const next: OrderFilters = { ...filters.value };
    for (const key of FILTER_KEYS) {
      if (!(key in changes)) continue;
      if (changes[key]) next[key] = changes[key];
      else delete next[key];
    }
    go(next);
  }
  const clear = (): void => go({});
  const next = (): void => {
    if (nextCursor.value) go(filters.value, nextCursor.value, [...earlier.value, cursor.value]);
  };
  const previous = (): void => {
    const cursors = [...earlier.value];
    go(filters.value, cursors.pop() ?? '', cursors);
  };

  watch(
    () => route.fullPath,
    () => {
      if (route.name === 'orders') void load();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => running?.abort());

  const isFirstPage = computed(() => cursor.value === '');
  return { rows, nextCursor, earlier, loading, error, filters, isFirstPage, load, apply, clear, next, previous };
}
