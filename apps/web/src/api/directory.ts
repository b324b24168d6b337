import type {
  DirectoryEntryInput,
  DirectoryEntryView,
  DirectoryImportResult,
  DirectorySuggestion,
  DirectoryVersionView,
  Page,
  ProposalView,
  UnitReturns,
} from '@minsheng/contracts';
import { http } from './client';

/** What the table is narrowed by; the export takes the very same object. */
export interface DirectoryQuery {
  category?: string;
  township?: string;
  unit?: string;
  retired?: 'true';
}

const entry = (number: number): string => `/dispatch/directory/${String(number)}`;

/** Routes of the 派单目录. */
export const directoryApi = {
  list: (query: DirectoryQuery, cursor?: string) =>
    http.get<Page<DirectoryEntryView>>('/dispatch/directory', { ...query, cursor }),
  versions: (number: number) => http.get<Page<DirectoryVersionView>>(`${entry(number)}/versions`),
  create: (body: DirectoryEntryInput, idempotencyKey: string) =>
    http.post<DirectoryEntryView>('/dispatch/directory', body, { idempotencyKey }),
  change: (number: number, body: DirectoryEntryInput & { version: number }) =>
    http.post<DirectoryEntryView>(entry(number), body),
  retire: (number: number, body: { version: number; reason: string }) =>
    http.post<DirectoryEntryView>(`${entry(number)}/retire`, body),
  import: (file: string, confirm: boolean) =>
    http.post<DirectoryImportResult>('/dispatch/directory/import', { file, confirm }),
  export: (query: DirectoryQuery) => http.download('/dispatch/directory.xlsx', { ...query }, '派单目录.xlsx'),
  suggestions: () => http.get<Page<DirectorySuggestion>>('/dispatch/directory/suggestions'),
  returns: (from: string, to: string) => http.get<Page<UnitReturns>>('/dispatch/directory/returns', { from, to }),
  /** Whom the directory would give the order to, were it of this category. */
  proposal: (code: string, categoryCode?: string) =>
    http.get<ProposalView>(`/dispatch/orders/${encodeURIComponent(code)}/proposal`, { categoryCode }),
};
