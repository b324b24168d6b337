import type { AuditEntry, ChainCheckView } from '@minsheng/contracts';
import { AUDIT_ACTION_LABELS } from '@minsheng/contracts';

export const AUDIT_FILTERS = ['action', 'actor', 'object', 'from', 'to'] as const;
export type AuditFilterKey = (typeof AUDIT_FILTERS)[number];
export type AuditFilters = Partial<Record<AuditFilterKey, string>>;

export const AUDIT_PAGE_SIZE = 50;

/** Days in the address bar are the county's days; on the wire they are instants. An order's code alone is its object. */
export function toAuditQuery(filters: AuditFilters, cursor: string): Record<string, string | number> {
  const query: Record<string, string | number> = { ...filters, limit: AUDIT_PAGE_SIZE };
  if (filters.from) query.from = `${filters.from}T00:00:00+08:00`;
  if (filters.to) query.to = `${filters.to}T23:59:59.999+08:00`;
  if (filters.object && /^\d{8,14}$/.test(filters.object)) query.object = `order:${filters.object}`;
  if (cursor) query.cursor = cursor;
  return query;
}

export function actionLabel(action: string): string {
  return AUDIT_ACTION_LABELS[action] ?? action;
}

const OBJECT_LABELS: Readonly<Record<string, string>> = {
  order: '工单',
  appeal: '诉求',
  session: '会话',
  account: '账号',
  anchor: '日锚',
  chain: '存证',
};

/** `order:2026…` → `工单 2026…`; what is not known stays as it is. */
export function objectText(object: string): string {
  const [kind = '', ...rest] = object.split(':');
  const label = OBJECT_LABELS[kind];
  if (label === undefined || rest.length === 0) return object;
  const name = rest.join(':');
  return `${label} ${name === 'all' ? '全部' : name}`;
}

const FIELD_LABELS: Readonly<Record<string, string>> = {
  name: '姓名',
  phone: '电话',
  address: '住址',
  fields: '查看',
  reason: '事由',
  date: '日期',
  segment: '封存段',
  rows: '经过步数',
  orders: '工单数',
};
/** Long technical values; they prove something to a program, not to a reader. */
const HIDDEN: readonly string[] = ['digest'];

/** A line's details in words: `查看：电话、姓名；事由：核实`. */
export function detailsText(details: AuditEntry['details']): string {
  return Object.entries(details)
    .filter(([key, value]) => !HIDDEN.includes(key) && value !== null && value !== '')
    .map(([key, value]) => `${FIELD_LABELS[key] ?? key}：${valueText(value)}`)
    .join('；');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join('、');
  if (typeof value === 'string') return FIELD_LABELS[value] ?? value;
  return JSON.stringify(value);
}

/** One sentence on how a check went. */
export function checkText({ state, orderCode, orders, lines, found }: ChainCheckView): string {
  const what = orderCode === null ? `工单 ${orders} 件、审计日志 ${lines} 条` : `工单 ${orderCode}`;
  if (state === 'running') return `正在校验：已核对${what}${found > 0 ? `，已发现 ${found} 处异常` : ''}`;
  if (state === 'interrupted') return `校验中断（服务器重新启动），请重新校验；中断前已核对${what}`;
  if (state === 'failed') return '校验没有完成，请稍后重试；仍不成功请联系系统管理员';
  return found === 0 ? `校验通过：${what}，未发现改动` : `发现 ${found} 处异常：已核对${what}`;
}
