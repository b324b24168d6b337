import type { AuditChainView, AuditEntry, ChainCheckView, Page } from '@minsheng/contracts';
import { http, type Query } from './client';

/** The auditor's routes. */
export const auditApi = {
  lines: (query: Query, signal?: AbortSignal) => http.get<Page<AuditEntry>>('/dispatch/audit', query, { signal }),
  chain: () => http.get<AuditChainView>('/dispatch/audit/chain'),
  /** Without a code: everything, in the background. */
  verify: (orderCode?: string) => http.post<ChainCheckView>('/dispatch/audit/verify', orderCode ? { orderCode } : {}),
};
