import { type Role } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';

/** The county of the walk: a bureau with two offices below it, others beside it. */
export const UNITS = [
  { code: 'housing', name: '住建局', kind: 'department', parentCode: null },
  { code: 'gas', name: '燃气办', kind: 'sub_unit', parentCode: 'housing' },
  { code: 'property', name: '房管所', kind: 'sub_unit', parentCode: 'housing' },
  { code: 'police', name: '公安局', kind: 'department', parentCode: null },
  { code: 'water', name: '水务局', kind: 'department', parentCode: null },
  { code: 'east', name: '东河镇', kind: 'township', parentCode: null },
] as const;
export const UNIT_CODES: readonly string[] = UNITS.map(({ code }) => code);

function person(username: string, roles: readonly Role[], unitCode: string | null = null): Actor {
  return { username, displayName: username, roles, unitCode, sessionId: null };
}

export const AGENT = person('agent', ['agent']);

function staffOf(unitCode: string): readonly Actor[] {
  return [person(`${unitCode}.handler`, ['handler'], unitCode), person(`${unitCode}.head`, ['unit_head'], unitCode)];
}

/** Everybody who works with orders. */
export const PEOPLE: readonly Actor[] = [
  AGENT,
  person('dispatcher', ['dispatcher']),
  person('callback', ['callback_agent']),
  person('supervisor', ['supervisor']),
  { ...person('leader', ['leader']), post: 'vice' },
  { ...person('mayor', ['leader']), post: 'mayor' },
  ...UNIT_CODES.flatMap(staffOf),
];
