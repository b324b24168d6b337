/** The dashboard service: reports on the wire. The live board has its own socket (board-socket.ts). */
import type { OverdueReport } from '@minsheng/contracts';
import { http } from './client';

/** What the overdue report is asked for; the export takes the very same object. */
export interface OverdueReportQuery {
  month: string;
  channel?: string;
}

function toQuery(query: OverdueReportQuery): Record<string, string> {
  return query.channel ? { month: query.month, channel: query.channel } : { month: query.month };
}

export function fetchOverdueReport(query: OverdueReportQuery): Promise<OverdueReport> {
  return http.get<OverdueReport>('/dashboard/reports/overdue', toQuery(query));
}

/** Hands the spreadsheet of the same query to the browser. */
export function downloadOverdueReport(query: OverdueReportQuery): Promise<void> {
  const name = `逾期工单通报-${query.month}${query.channel ? `-${query.channel}` : ''}.xlsx`;
  return http.download('/dashboard/reports/overdue.xlsx', toQuery(query), name);
}
