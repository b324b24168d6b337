import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { OverdueReport } from '@minsheng/contracts';
import { downloadOverdueReport, fetchOverdueReport, type OverdueReportQuery } from '@/api/dashboard';
import { formatInstant } from '@/composables/format-time';
import { isMonth, monthBefore } from './report-months';

/** The report on the screen. The address bar is the one query: a link, the page and the export always agree. */
export function useOverdueReport() {
  const route = useRoute();
  const router = useRouter();
  const report = ref<OverdueReport | null>(null);
  const loading = ref(false);
  const error = ref<unknown>(null);
  let asked = 0;

  const lastMonth = monthBefore(formatInstant(new Date().toISOString()).slice(0, 7));
  const query = computed<OverdueReportQuery>(() => ({
    month: isMonth(route.query.month) ? route.query.month : lastMonth,
    ...(typeof route.query.channel === 'string' && route.query.channel ? { channel: route.query.channel } : {}),
  }));

  function show(next: OverdueReportQuery): void {
    void router.push({ query: { ...next } });
  }

  /** A slow answer to an earlier choice never covers a later one. */
  async function load(): Promise<void> {
    const mine = ++asked;
    loading.value = true;
    error.value = null;
    try {
      const answer = await fetchOverdueReport(query.value);
      if (mine === asked) report.value = answer;
    } catch (failure) {
      if (mine !== asked) return;
      error.value = failure;
      report.value = null;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  watch(
    () => `${query.value.month} ${query.value.channel ?? ''}`,
    () => {
      if (route.name === 'report-overdue') void load();
    },
    { immediate: true },
  );

  const download = (): Promise<void> => downloadOverdueReport(query.value);
  return { query, report, loading, error, show, load, download };
}
