import { type SettingChange, type SettingData, type SettingName, SHIPPED_REASONS } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { readCalendar, shippedCalendarTable } from './calendar-table';
import { readChannels, shippedChannels } from './channels-table';
import { readLimits, shippedLimits } from './limits-table';
import { readOrderRules, shippedOrderRules } from './order-rules-table';
import { readReasons } from './reasons-table';
import { TableCheck } from './table-check';

interface SettingTable<T> {
  shipped(): T;
  read(check: TableCheck, value: unknown): T;
}

/** Every table that an administrator edits: what ships, and how a typed one is judged. */
const TABLES: { readonly [N in SettingName]: SettingTable<SettingData[N]> } = {
  limits: { shipped: shippedLimits, read: readLimits },
  calendar: { shipped: shippedCalendarTable, read: readCalendar },
  order_rules: { shipped: shippedOrderRules, read: readOrderRules },
  channels: { shipped: shippedChannels, read: readChannels },
  reasons: { shipped: () => SHIPPED_REASONS, read: readReasons },
};

/** Version 1 of a table: what a new installation begins with. */
export function shippedSetting<N extends SettingName>(name: N): SettingData[N] {
  return TABLES[name].shipped();
}

/** @throws DomainError setting_refused with every field that is wrong and what is allowed there */
export function readSetting<N extends SettingName>(name: N, value: unknown): SettingData[N] {
  const check = new TableCheck();
  const data = TABLES[name].read(check, value);
  check.finish();
  return data;
}

/**
 * Reads a new version made from an older one: what orders and appeals already refer to is not taken away.
 * @throws DomainError setting_refused
 */
export function readSuccessor<N extends SettingName>(name: N, value: unknown, before: SettingData[N]): SettingData[N] {
  const data = readSetting(name, value);
  const [kept, now] = [keysOf(name, before), new Set(keysOf(name, data))];
  const lost = kept.filter((key) => !now.has(key));
  const check = new TableCheck();
  for (const key of lost) check.say(key, '已在使用，不能删除，只能停用或修改');
  check.finish();
  return data;
}

/** The codes of a table that rows elsewhere may carry. */
function keysOf<N extends SettingName>(name: N, data: SettingData[N]): string[] {
  if (name === 'channels') return (data as SettingData['channels']).channels.map(({ code }) => code);
  if (name === 'calendar') return (data as SettingData['calendar']).notices.map(({ year }) => `${String(year)}年`);
  if (name === 'reasons') {
    return Object.entries(data as SettingData['reasons']).flatMap(([list, rows]) =>
      rows.map(({ code }) => `${list}.${code}`),
    );
  }
  return [];
}

/** From when on a new version may hold. @throws DomainError invalid_field, effective_from_past */
export function refuseBackdating(effectiveFrom: string, today: string): void {
  const day = new Date(`${effectiveFrom}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== effectiveFrom) {
    throw new DomainError('invalid_field', { field: '生效日期 effectiveFrom', reason: '没有这一天' });
  }
  if (effectiveFrom < today) throw new DomainError('effective_from_past', { date: effectiveFrom, today });
}

/** Rows of a list are compared by what names them, so that one added row is one change. */
const ROW_KEYS: readonly string[] = ['id', 'code', 'date', 'number'];

/** Every value that differs, by its path: what a person confirms and the audit trail keeps. */
export function changesBetween(before: unknown, after: unknown): SettingChange[] {
  const [old, now] = [flatten(before), flatten(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }));
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object')) into.set(path, value.join('、'));
    else value.forEach((each: unknown, index) => flatten(each, join(path, nameOf(each) ?? String(index + 1)), into));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) flatten(part, join(path, key), into);
  } else if (value !== null && value !== undefined) into.set(path, String(value));
  return into;
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = Object.entries(value).find(([key]) => ROW_KEYS.includes(key));
  return found ? String(found[1]) : null;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
