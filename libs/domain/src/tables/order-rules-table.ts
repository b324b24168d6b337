import { KINDS, type OrderRulesTable, type Track, TRACKS, URGENCIES } from '@minsheng/contracts';
import { formatLimit, limitLabel, parseLimit } from '../deadline/limits';
import { DEFAULT_ORDER_RULES, type OrderRules } from '../order/order-rules';
import { readTime } from './limits-table';
import { type TableCheck } from './table-check';

/** The rules of orders of a new installation as an administrator sees them. */
export function shippedOrderRules(): OrderRulesTable {
  const { version: _version, effectiveFrom: _from, extensions, ...rules } = DEFAULT_ORDER_RULES;
  const { legal, ...rest } = extensions;
  return {
    ...rules,
    extensions: {
      ...rest,
      legal: Object.fromEntries(
        Object.entries(legal).map(([track, { most, cap }]) => [track, { most, cap: formatLimit(cap) }]),
      ),
    },
  };
}

/** The rules as decisions use them. */
export function orderRulesOf(data: OrderRulesTable, version: number, effectiveFrom: string): OrderRules {
  const legal: Partial<Record<Track, OrderRules['extensions']['legal'][Track]>> = {};
  for (const track of TRACKS) {
    const row = data.extensions.legal[track];
    if (row) legal[track] = { most: row.most, cap: parseLimit(row.cap) };
  }
  return { ...data, version, effectiveFrom, extensions: { ...data.extensions, legal } };
}

/** Reads the rules; a cap of the law may be tightened, never loosened. */
export function readOrderRules(check: TableCheck, value: unknown): OrderRulesTable {
  const table = check.object(value, '办理规则');
  const part = (name: string): Readonly<Record<string, unknown>> => check.object(table[name], `办理规则 ${name}`);
  const [returns, pauses, redo] = [part('returns'), part('pauses'), part('redo')];
  const [callback, group] = [part('callback'), part('group')];
  return {
    returns: {
      perUnit: check.int(returns.perUnit, '每单位退单次数', [0, 5]),
      designateFromDispatch: check.int(returns.designateFromDispatch, '第几次派单起可指定承办', [2, 10]),
    },
    extensions: readExtensions(check, part('extensions')),
    pauses: {
      citizenWorkdays: check.int(pauses.citizenWorkdays, '等待群众停表工作日', [1, 30]),
      statutoryWorkdays: check.int(pauses.statutoryWorkdays, '法定事由停表工作日', [1, 250]),
    },
    coUnitWorkdaysBefore: check.int(table.coUnitWorkdaysBefore, '协办提前工作日', [0, 10]),
    redo: {
      days: check.int(redo.days, '办结后可重办天数', [1, 180]),
      byDispatcherFrom: check.int(redo.byDispatcherFrom, '第几次重办起由派单员决定', [1, 10]),
    },
    callback: {
      attempts: check.int(callback.attempts, '回访未接通次数', [1, 10]),
      halfDays: check.int(callback.halfDays, '回访所跨半天数', [1, 10]),
    },
    ratingDays: check.int(table.ratingDays, '群众评价天数', [1, 180]),
    archiveDays: check.int(table.archiveDays, '办结后归档天数', [1, 365]),
    group: {
      callers: check.int(group.callers, '群诉预警人数', [2, 100]),
      hours: check.int(group.hours, '群诉预警小时', [1, 168]),
    },
    supervision: readSupervision(check, part('supervision')),
  };
}

function readExtensions(check: TableCheck, row: Readonly<Record<string, unknown>>): OrderRulesTable['extensions'] {
  const legalRows = check.object(row.legal, '法定延期');
  const legal: Record<string, { most: number; cap: string }> = {};
  for (const [track, law] of Object.entries(DEFAULT_ORDER_RULES.extensions.legal)) {
    const each = check.object(legalRows[track], `法定延期 ${track}`);
    const cap = readTime(check, each.cap, `法定延期 ${track}`) ?? formatLimit(law.cap);
    const limit = safe(cap);
    if (limit?.unit !== law.cap.unit || limit.n > law.cap.n) {
      check.say(`法定延期 ${track}`, `法律规定不超过${limitLabel(law.cap)}，只能更短，单位不能改`);
    }
    legal[track] = { most: check.int(each.most, `法定延期次数 ${track}`, [0, law.most]), cap };
  }
  for (const track of Object.keys(legalRows)) {
    if (!Object.hasOwn(legal, track)) check.say('法定延期', `“${track}”没有法定延期`);
  }
  return {
    most: check.int(row.most, '延期次数', [0, 2]),
    capWorkdays: check.int(row.capWorkdays, '每次延期工作日', [1, 60]),
    notForKinds: check.choices(row.notForKinds, '不得延期的诉求类型', KINDS),
    notForUrgencies: check.choices(row.notForUrgencies, '不得延期的紧急程度', URGENCIES),
    legal,
  };
}

function readSupervision(check: TableCheck, row: Readonly<Record<string, unknown>>): OrderRulesTable['supervision'] {
  const supervision = {
    yellowWorkdays: check.int(row.yellowWorkdays, '黄牌逾期工作日', [1, 30]),
    redWorkdays: check.int(row.redWorkdays, '红牌逾期工作日', [1, 60]),
    yellowRedo: check.int(row.yellowRedo, '第几次重办亮黄牌', [1, 10]),
    yellowsToRed: check.int(row.yellowsToRed, '一月几张黄牌转红牌', [1, 20]),
    escalateRedos: check.int(row.escalateRedos, '重办几次提级', [1, 10]),
    escalateReturningUnits: check.int(row.escalateReturningUnits, '几个单位退单提级', [1, 10]),
  };
  if (supervision.redWorkdays < supervision.yellowWorkdays) check.say('红牌逾期工作日', '不能少于黄牌');
  return supervision;
}

function safe(text: string) {
  return /^\d+[a-z]+$/.test(text) ? parseLimit(text) : undefined;
}
