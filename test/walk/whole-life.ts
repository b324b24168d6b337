import { type Action, type DeadlineDay, type LedgerSegment, type OrderView } from '@minsheng/contracts';
import { type Actor, explainDue, parseLimit } from '@minsheng/domain';
import { CalendarProvider } from '@minsheng/platform';
import { type TestService } from '@minsheng/testing';
import { OrderLedgers } from '../../apps/dispatch/src/orders/order-ledger.service';
import { OrderPages } from '../../apps/dispatch/src/orders/order-pages.service';
import { OrdersRepository } from '../../apps/dispatch/src/orders/orders.repository';
import { OrdersService } from '../../apps/dispatch/src/orders/orders.service';
import { LettersService } from '../../apps/intake/src/letters/letters.service';
import { PEOPLE } from './walk-cast';

export interface Letter {
  readonly title: string;
  readonly content: string;
}

/** One turn of a unit: what its limit counted, day by day, and what it was moved by. */
export interface TurnDeadline {
  readonly unit: string | null;
  readonly round: number;
  readonly rule: string;
  readonly first: string;
  readonly days: readonly DeadlineDay[];
  readonly moves: readonly { readonly at: string; readonly why: string; readonly dueAt: string }[];
  readonly repliedAt: string | null;
}

export interface LifeStory {
  readonly order: OrderView;
  readonly segments: readonly LedgerSegment[];
  readonly total: number;
  readonly deadlines: readonly TurnDeadline[];
}

const who = (username: string): Actor => {
  const found = PEOPLE.find((person) => person.username === username);
  if (!found) throw new Error(`nobody is called ${username}`);
  return found;
};

type Step = readonly [when: string, actor: string, action: Action, input: object];
const BACK = { reasonCode: 'not_our_duty', basis: '三定方案未赋予本单位该项职责' };
const REPLY = { resultCode: 'resolved', internalAccount: '现场核实并处理。' };

/** Across 中秋 and 国庆 of 2026, with the working Saturday after: every part of the way that a letter can take. */
const STEPS: readonly Step[] = [
  ['2026-09-24T17:10', 'dispatcher', 'propose', { text: '拟请分管领导阅示，由职能部门办理。' }],
  ['2026-09-28T09:30', 'leader', 'instruct', { text: '请相关部门认真核实，依法办理。' }],
  ['2026-09-28T15:20', 'mayor', 'instruct', { text: '同意，限期回复群众。' }],
  ['2026-09-28T16:00', 'dispatcher', 'dispatch', { leadUnitCode: 'police' }],
  ['2026-09-28T16:40', 'police.handler', 'request_return', { ...BACK, suggestedUnitCode: 'water' }],
  ['2026-09-29T09:10', 'dispatcher', 'accept_return', { reason: '情况属实' }],
  ['2026-09-29T09:20', 'dispatcher', 'dispatch', { leadUnitCode: 'water' }],
  ['2026-09-29T10:00', 'water.handler', 'request_return', BACK],
  ['2026-09-29T11:00', 'dispatcher', 'accept_return', { reason: '职责交叉' }],
  ['2026-09-29T11:10', 'dispatcher', 'designate', { leadUnitCode: 'housing', reason: '两次退单，指定住建局承办' }],
  ['2026-09-29T14:30', 'housing.handler', 'sign', {}],
  [
    '2026-09-30T10:00',
    'housing.handler',
    'contact',
    { at: '2026-09-30T09:40:00+08:00', outcome: 'answered', note: '已联系' },
  ],
  [
    '2026-10-13T10:00',
    'housing.handler',
    'request_extension',
    { workdays: 5, reason: '需等检测报告', basis: '检测合同' },
  ],
  ['2026-10-13T15:00', 'dispatcher', 'approve_extension', { reason: '同意' }],
  ['2026-10-19T16:00', 'housing.handler', 'submit_reply', { ...REPLY, publicReply: '已安排检修。' }],
  ['2026-10-20T09:00', 'housing.head', 'approve_reply', {}],
  ['2026-10-22T10:00', 'dispatcher', 'send_back', { reason: '没有写明检修结果' }],
  [
    '2026-10-23T11:00',
    'housing.handler',
    'submit_reply',
    { ...REPLY, publicReply: '已于 10 月 22 日检修完毕，恢复正常。' },
  ],
  ['2026-10-23T15:00', 'housing.head', 'approve_reply', {}],
  ['2026-10-26T09:00', 'dispatcher', 'accept_reply', {}],
  ['2026-10-27T10:00', 'callback', 'record_callback', { outcome: 'not_reached' }],
  [
    '2026-10-27T15:00',
    'callback',
    'record_callback',
    {
      outcome: 'answered',
      resolved: false,
      satisfaction: 'dissatisfied',
      dissatisfiedWith: 'result',
      note: '仍未恢复',
    },
  ],
  [
    '2026-10-28T09:00',
    'housing.handler',
    'contact',
    { at: '2026-10-28T08:50:00+08:00', outcome: 'answered', note: '上门' },
  ],
  ['2026-10-29T16:00', 'housing.handler', 'submit_reply', { ...REPLY, publicReply: '已更换部件并当面确认。' }],
  ['2026-10-29T16:30', 'housing.head', 'approve_reply', {}],
  ['2026-10-30T09:00', 'dispatcher', 'accept_reply', {}],
  [
    '2026-10-30T15:00',
    'callback',
    'record_callback',
    { outcome: 'answered', resolved: true, satisfaction: 'satisfied' },
  ],
];

/** Takes a letter to the county's head through its whole life, by the services themselves. */
export async function tellLife(service: TestService, { title, content }: Letter): Promise<LifeStory> {
  service.clock.set('2026-09-24T16:20:00+08:00');
  const person = { name: '李某', phone: '13800001234', publishable: true };
  const dto = { mailbox: 'county_mailbox', kind: 'complaint' as const, title, content, ...person };
  const request = { owner: 'address:1', key: null, fingerprint: '' };
  const { letterCode } = await service.get(LettersService).submit(dto, request);
  await service.settle();
  const code = letterCode.replace(/\D/g, '');
  for (const [when, actor, action, input] of STEPS) {
    service.clock.set(`${when}:00+08:00`);
    const { version } = await service.get(OrderPages).get(code, who('dispatcher'));
    await service.get(OrdersService).act(code, action, { version, ...input }, who(actor));
  }
  const order = await service.get(OrderPages).get(code, who('dispatcher'));
  const { segments, total } = await service.get(OrderLedgers).of(code, who('dispatcher'));
  return { order, segments, total, deadlines: await deadlinesOf(service, code) };
}

async function deadlinesOf(service: TestService, code: string): Promise<TurnDeadline[]> {
  const order = await service.get(OrdersRepository).byCode(code);
  const calendar = service.get(CalendarProvider).current();
  return (order?.turns ?? []).map(({ unitCode, round, dispatchedAt, dues, replies }) => {
    const rule = round > 1 ? '3workday' : '10workday';
    const { days } = explainDue(new Date(dispatchedAt), parseLimit(rule), calendar);
    const moves = dues.slice(1).map(({ since, why = 'calendar', dueAt }) => ({ at: since, why, dueAt }));
    return {
      unit: unitCode,
      round,
      rule,
      first: dues[0]?.dueAt ?? '',
      days,
      moves,
      repliedAt: replies.at(-1)?.at ?? null,
    };
  });
}
