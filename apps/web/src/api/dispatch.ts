import type {
  Action,
  ActionRequest,
  CallbackRow,
  CallerView,
  CardRow,
  DeadlineExplanation,
  DispatchPreview,
  ExtensionPreview,
  LedgerView,
  LetterRegisterRow,
  OrderCounts,
  OrderRow,
  OrderView,
  Page,
  PublicationCheck,
  PublicationCheckRequest,
  RevealRequest,
  SheetRow,
  UnitCards,
  TimeBounds,
  UnitView,
} from '@minsheng/contracts';
import { http, type Query } from './client';

export interface PreviewQuery {
  leadUnitCode?: string;
  kind?: string;
  urgency?: string;
}

const order = (code: string): string => `/dispatch/orders/${encodeURIComponent(code)}`;

/** Routes of the dispatch service. */
export const dispatchApi = {
  units: () => http.get<Page<UnitView>>('/dispatch/units'),
  orders: (query: Query, signal?: AbortSignal) => http.get<Page<OrderRow>>('/dispatch/orders', query, { signal }),
  counts: () => http.get<OrderCounts>('/dispatch/orders/counts'),
  order: (code: string) => http.get<OrderView>(order(code)),
  act: (code: string, action: Action, body: ActionRequest, idempotencyKey: string) =>
    http.post<OrderView>(`${order(code)}/actions/${action}`, body, { idempotencyKey }),
  reveal: (code: string, body: RevealRequest) => http.post<CallerView>(`${order(code)}/reveal`, body),
  /** What the detector finds in words meant for the public; without words, a masked draft. */
  checkPublication: (code: string, body: PublicationCheckRequest) =>
    http.post<PublicationCheck>(`${order(code)}/publication/check`, body),
  /** 信箱台账; the file takes the very same query. */
  letterRegister: (query: Query) => http.get<Page<LetterRegisterRow>>('/dispatch/letters/register', query),
  downloadLetterRegister: (query: Query) => http.download('/dispatch/letters/register.xlsx', query, '信箱台账.xlsx'),
  /** 督办台账: overdue reports first. */
  sheets: (query: Query) => http.get<Page<SheetRow>>('/dispatch/supervision/orders', query),
  cards: (query: Query) => http.get<Page<CardRow>>('/dispatch/supervision/cards', query),
  cardCounts: (month: string) => http.get<Page<UnitCards>>('/dispatch/supervision/cards/counts', { month }),
  /** Why the order's present limits are what they are. */
  deadline: (code: string) => http.get<DispatchPreview>(`${order(code)}/deadline`),
  /** Who held the order how long. */
  ledger: (code: string) => http.get<LedgerView>(`${order(code)}/ledger`),
  /** What so many working days more would come to, and how many may be asked for. */
  extensionPreview: (code: string, workdays: number | null) =>
    http.get<ExtensionPreview>(`${order(code)}/extension-preview`, { workdays }),
  /** Until when a pause or a co-unit's share may last. */
  timeBounds: (code: string) => http.get<TimeBounds>(`${order(code)}/time-bounds`),
  /** A limit from an instant on, day by day. */
  limit: (start: string, limit: string) => http.get<DeadlineExplanation>('/dispatch/deadline', { start, limit }),
  callbacks: (cursor?: string) => http.get<Page<CallbackRow>>('/dispatch/callbacks', { cursor }),
  /** What dispatching now would set. */
  dispatchPreview: (code: string, query: PreviewQuery) =>
    http.get<DispatchPreview>(`${order(code)}/dispatch-preview`, { ...query }),
};
