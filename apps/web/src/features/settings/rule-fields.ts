import type { OrderRulesTable } from '@minsheng/contracts';
import type { Draft } from './use-setting-editor';

type Rules = Draft<OrderRulesTable>;

/** One number of the rules: how it is called, its bounds, and where it stands. The server judges them again. */
export interface RuleField {
  id: string;
  label: string;
  min: number;
  max: number;
  get(rules: Rules): number;
  set(rules: Rules, value: number): void;
}

/** A group of numbers that stand together in one object. */
function part<K extends 'returns' | 'pauses' | 'redo' | 'callback' | 'group' | 'supervision'>(
  name: K,
  rows: readonly (readonly [key: keyof Rules[K] & string, label: string, min: number, max: number])[],
): RuleField[] {
  return rows.map(([key, label, min, max]) => ({
    id: `${name}-${key}`,
    label,
    min,
    max,
    get: (rules) => Number(rules[name][key]),
    set: (rules, value) => Object.assign(rules[name], { [key]: value }),
  }));
}

function single(
  key: 'coUnitWorkdaysBefore' | 'ratingDays' | 'archiveDays',
  label: string,
  [min, max]: readonly [number, number],
): RuleField {
  return { id: key, label, min, max, get: (rules) => rules[key], set: (rules, value) => (rules[key] = value) };
}

function extension(key: 'most' | 'capWorkdays', label: string, [min, max]: readonly [number, number]): RuleField {
  return {
    id: `extensions-${key}`,
    label,
    min,
    max,
    get: (rules) => rules.extensions[key],
    set: (rules, value) => (rules.extensions[key] = value),
  };
}

export const RULE_GROUPS: readonly { label: string; fields: RuleField[] }[] = [
  {
    label: '退单与派单',
    fields: part('returns', [
      ['perUnit', '每个单位最多退单次数', 0, 5],
      ['designateFromDispatch', '第几次派单起可指定承办', 2, 10],
    ]),
  },
  {
    label: '延期',
    fields: [extension('most', '最多延期次数', [0, 2]), extension('capWorkdays', '每次最多延长（工作日）', [1, 60])],
  },
  {
    label: '停表与协办',
    fields: [
      ...part('pauses', [
        ['citizenWorkdays', '等待群众最多停表（工作日）', 1, 30],
        ['statutoryWorkdays', '法定事由最多停表（工作日）', 1, 250],
      ]),
      single('coUnitWorkdaysBefore', '协办意见早于主办（工作日）', [0, 10]),
    ],
  },
  {
    label: '回访、重办与评价',
    fields: [
      ...part('callback', [
        ['attempts', '未接通几次后办结', 1, 10],
        ['halfDays', '至少跨几个半天', 1, 10],
      ]),
      ...part('redo', [
        ['days', '办结后几天内可重办', 1, 180],
        ['byDispatcherFrom', '第几次重办起由派单员决定', 1, 10],
      ]),
      single('ratingDays', '群众几天内可评价', [1, 180]),
      single('archiveDays', '办结几天后归档', [1, 365]),
    ],
  },
  {
    label: '督办升级',
    fields: part('supervision', [
      ['yellowWorkdays', '逾期几个工作日亮黄牌', 1, 30],
      ['redWorkdays', '逾期几个工作日亮红牌', 1, 60],
      ['yellowRedo', '第几次重办亮黄牌', 1, 10],
      ['yellowsToRed', '一个月几张黄牌转红牌', 1, 20],
      ['escalateRedos', '重办几次提级督办', 1, 10],
      ['escalateReturningUnits', '几个单位退单提级督办', 1, 10],
    ]),
  },
  {
    label: '群诉预警',
    fields: part('group', [
      ['callers', '同一事项人数', 2, 100],
      ['hours', '几小时内', 1, 168],
    ]),
  },
];
