import type {
  AccountDeed,
  AccountRecord,
  AccountWithPassword,
  ChangeAccountRequest,
  ChangeUnitRequest,
  CreateAccountRequest,
  CreateUnitRequest,
  Page,
  TableReport,
  UnitDependents,
  UnitRecord,
  UnitTable,
} from '@minsheng/contracts';
import { http, type Query } from './client';

const unit = (code: string): string => `/dispatch/units/${encodeURIComponent(code)}`;
const account = (username: string): string => `/dispatch/accounts/${encodeURIComponent(username)}`;
/** The deeds that answer with the account alone. */
const PATHS: Readonly<Record<Exclude<AccountDeed, 'change' | 'reset_password'>, string>> = {
  disable: 'disable',
  enable: 'enable',
  unlock: 'unlock',
  cut_sessions: 'cut-sessions',
};

/** Routes of the administrator: units, accounts, tables of both. */
export const peopleApi = {
  units: () => http.get<UnitTable>('/dispatch/units/table'),
  createUnit: (body: CreateUnitRequest, idempotencyKey: string) =>
    http.post<UnitRecord>('/dispatch/units', body, { idempotencyKey }),
  changeUnit: (code: string, body: ChangeUnitRequest) => http.put<UnitRecord>(unit(code), body),
  dependents: (code: string) => http.get<UnitDependents>(`${unit(code)}/dependents`),
  closeUnit: (code: string, version: number) => http.post<UnitRecord>(`${unit(code)}/deactivate`, { version }),
  reopenUnit: (code: string, version: number) => http.post<UnitRecord>(`${unit(code)}/reactivate`, { version }),
  accounts: (query: Query) => http.get<Page<AccountRecord>>('/dispatch/accounts', query),
  createAccount: (body: CreateAccountRequest, idempotencyKey: string) =>
    http.post<AccountWithPassword>('/dispatch/accounts', body, { idempotencyKey }),
  changeAccount: (username: string, body: ChangeAccountRequest) => http.put<AccountRecord>(account(username), body),
  resetPassword: (username: string, reason: string) =>
    http.post<AccountWithPassword>(`${account(username)}/reset-password`, { reason }),
  deed: (username: string, deed: keyof typeof PATHS, reason: string) =>
    http.post<AccountRecord>(`${account(username)}/${PATHS[deed]}`, { reason }),
  /** `idempotencyKey` null: a preview. */
  load: (what: 'units' | 'accounts', file: Blob, idempotencyKey: string | null) =>
    http.upload<TableReport>(`/dispatch/${what}/load`, file, idempotencyKey),
};
