import { ACTIONS, NOTICE_FORMS, NOTICE_KINDS, ROLES } from '@minsheng/contracts';
import { actor, at, contextAt, TREE, Walk } from '../order/an-order.fixture';
import { importOrder, joinOrder, rateByCode } from '../order/open-order';
import { request } from '../order/an-order.fixture';
import { decide } from '../order/decide';
import { type Decision } from '../order/order';
import { audienceCode, audiencesOf, parseAudience } from './audience';
import { DEFAULT_DELIVERY_RULES, mayDisturb, retryAt } from './delivery-rules';
import { levelOfNotice, noticeText, noticeTitle, sightOfAudience, sightOfReader } from './notice';
import { noticesFor } from './notices-for';

/** Who was told what by the newest decision of a walk: `kind → audience`. */
function told(decision: Decision | undefined): string[] {
  if (!decision) throw new Error('no decision');
  return noticesFor(decision, TREE).map((each) => `${each.kind} → ${audienceCode(each.to)}`);
}
const last = (walk: Walk): string[] => told(walk.decisions.at(-1));

describe('the notices that follow from an action', () => {
  it('tell the new lead unit and each co-unit of a dispatch', () => {
    const walk = new Walk().step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas', coUnitCodes: ['gaj'] });
    expect(last(walk)).toEqual(['dispatched → unit:jsj_gas:handler', 'co_unit_added → unit:gaj:handler']);
    walk.step('2026-03-02T11:00:00', 'reassign', { unitCode: 'town_a', reason: '属地' });
    expect(last(walk)).toEqual(['dispatched → unit:town_a:handler']);
  });

  it('tell the dispatchers of a return, and the unit that asked for it what was decided', () => {
    const asked = { reasonCode: 'not_our_duty', basis: '职责清单' } as const;
    const walk = new Walk().handled().step('2026-03-02T14:00:00', 'request_return', asked);
    expect(last(walk)).toEqual(['returned → role:dispatcher']);
    const notices = noticesFor(walk.decisions.at(-1) as Decision, TREE);
    expect(notices[0]?.params).toEqual({ unit: '燃气办' });
    walk.step('2026-03-02T15:00:00', 'accept_return', {});
    expect(walk.order.leadUnitCode).toBeNull();
    expect(last(walk)).toEqual(['return_decided → unit:jsj_gas']);
    const refused = new Walk().handled().step('2026-03-02T14:00:00', 'request_return', asked);
    expect(last(refused.step('2026-03-02T15:00:00', 'reject_return', {}))).toEqual(['return_decided → unit:jsj_gas']);
  });

  it('tell the unit whose reply went back, by its own head or by the hotline', () => {
    const reply = {
      resultCode: 'resolved',
      publicReply: '已修',
      internalAccount: '已修',
      contactedAt: at('2026-03-03T09:00:00'),
    } as const;
    const rejected = new Walk().handled().step('2026-03-04T10:00:00', 'submit_reply', reply);
    expect(last(rejected.step('2026-03-04T11:00:00', 'reject_reply', {}))).toEqual([
      'sent_back → unit:jsj_gas:handler',
    ]);
    const sentBack = new Walk().handled().replied().step('2026-03-05T10:00:00', 'send_back', {});
    expect(last(sentBack)).toEqual(['sent_back → unit:jsj_gas']);
  });

  it('tell the unit of a new round, whoever began it, and the dispatcher of one that only a dispatcher may begin', () => {
    const waiting = () => new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {});
    const unsolved = { outcome: 'answered', resolved: false } as const;
    expect(last(waiting().step('2026-03-05T10:00:00', 'record_callback', unsolved))).toEqual(['redo → unit:jsj_gas']);
    expect(last(waiting().step('2026-03-05T10:00:00', 'record_callback', { outcome: 'not_reached' }))).toEqual([]);
    expect(last(waiting().step('2026-03-05T10:00:00', 'redo', {}))).toEqual(['redo → unit:jsj_gas']);
    const rating = {
      orderCode: '',
      letterCode: '',
      satisfaction: 'dissatisfied',
      at: at('2026-03-05T10:00:00').toISOString(),
    } as const;
    const context = contextAt('2026-03-05T10:00:00');
    expect(told(rateByCode(waiting().order, { ...rating, resolved: false }, context))).toEqual(['redo → unit:jsj_gas']);
    const third = { ...waiting().order, redoCount: 2 };
    const callback = actor('callback_agent');
    expect(told(decide(third, 'record_callback', unsolved, callback, context))).toEqual([
      'redo_asked → role:dispatcher',
    ]);
    const askedBefore = { ...third, redoAsked: true };
    expect(told(decide(askedBefore, 'record_callback', unsolved, callback, context))).toEqual([]);
  });

  it('urge whoever holds the order: the unit, else the dispatchers; a caller who joins urges too', () => {
    const walk = new Walk().step('2026-03-02T09:30:00', 'urge', {});
    expect(last(walk)).toEqual(['urged → role:dispatcher']);
    walk.handled().step('2026-03-02T12:00:00', 'urge', {});
    expect(last(walk)).toEqual(['urged → unit:jsj_gas']);
    expect(noticesFor(walk.decisions.at(-1) as Decision, TREE)[0]?.params).toEqual({ count: '2' });
    const answered = new Walk().handled().replied().step('2026-03-05T09:00:00', 'urge', {});
    expect(last(answered)).toEqual(['urged → role:dispatcher']);
    const joined = {
      appealCode: 'A1',
      orderCode: walk.order.code,
      text: '催',
      subjectUnitCode: null,
      registeredBy: 'agent2',
      at: '',
    };
    expect(told(joinOrder(walk.order, joined, contextAt('2026-03-02T13:00:00')))).toEqual(['urged → unit:jsj_gas']);
  });

  it('never tell the unit that loses an order because it is complained of', () => {
    const walk = new Walk().handled().step('2026-03-02T12:00:00', 'set_subject_unit', { unitCode: 'jsj_gas' });
    expect(walk.order.state).toBe('awaiting_dispatch');
    expect(last(walk)).toEqual([]);
  });

  it('are none at all for an imported case', () => {
    const imported = importOrder({ request: request(), unitCode: null, reply: null }, contextAt('2026-03-02T09:00:00'));
    const context = contextAt('2026-03-02T10:00:00');
    const decision = decide(imported.order, 'dispatch', { leadUnitCode: 'jsj' }, actor('dispatcher'), context);
    expect(noticesFor(decision, TREE)).toEqual([]);
    const same = { ...decision, order: { ...decision.order, imported: false, quiet: false } };
    expect(noticesFor(same, TREE)).toHaveLength(1);
  });

  it('have a key of their own for each action and audience', () => {
    const walk = new Walk().handled();
    for (const when of ['12:00:00', '13:00:00']) walk.step(`2026-03-02T${when}`, 'urge', {});
    const keys = walk.decisions.flatMap((decision) => noticesFor(decision, TREE).map(({ key }) => key));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('who is told', () => {
  it('is one word, and the way back is exact', () => {
    const audiences = [
      { unit: 'jsj_gas' },
      { unit: 'jsj_gas', roles: ['unit_head'] },
      { role: 'leader' },
      { account: 'jsj_gas.head' },
    ] as const;
    for (const audience of audiences) expect(parseAudience(audienceCode(audience))).toEqual(audience);
    expect(audienceCode({ unit: 'jsj', roles: ['handler', 'unit_head'] })).toBe('unit:jsj');
    expect(() => parseAudience('role:handler')).toThrow();
  });

  it('hears of its own account, roles and unit, never of another unit', () => {
    expect(audiencesOf(actor('handler', 'jsj'))).toEqual(['account:handler1', 'unit:jsj', 'unit:jsj:handler']);
    expect(audiencesOf(actor(['dispatcher', 'supervisor'], 'jsj', 'd'))).toEqual([
      'account:d',
      'role:dispatcher',
      'role:supervisor',
    ]);
    for (const role of ROLES)
      expect(audiencesOf(actor(role, 'jsj')).some((code) => code.startsWith('unit:gaj'))).toBe(false);
  });
});

describe('what a notice shows', () => {
  const { order } = new Walk().handled();
  const gas = { unit: 'jsj_gas' };
  const by = (unit: string) => ({ actor: actor('handler', unit), units: TREE });

  it('is all to a unit that may read the order, nothing but the fact once it has left, and nothing to one complained of', () => {
    expect(sightOfReader(order, gas, by('jsj_gas'))).toBe('full');
    const left = { ...order, leadUnitCode: 'gaj' };
    expect(sightOfReader(left, gas, by('jsj_gas'))).toBe('bare');
    expect(sightOfAudience(left, gas, TREE)).toBe('bare');
    for (const subjectUnitCode of ['jsj_gas', 'jsj']) {
      expect(sightOfReader({ ...left, subjectUnitCode }, gas, by('jsj_gas'))).toBe('none');
      expect(sightOfAudience({ ...order, subjectUnitCode }, gas, TREE)).toBe('none');
    }
    expect(sightOfReader(null, gas, by('jsj_gas'))).toBe('none');
  });

  it('never shows a role without cases anything of an order', () => {
    expect(sightOfReader(order, { account: 'x' }, { actor: actor('admin'), units: TREE })).toBe('none');
  });

  it('never holds a confidential title, nor a number that somebody wrote into one', () => {
    expect(noticeTitle({ title: '举报某人', confidential: true })).toBe('保密件');
    expect(noticeTitle({ title: '请回电13812341234', confidential: false })).toBe('请回电138****1234');
    expect(noticeText('return_decided', { decision: '已同意' }, null)).toBe('退单申请已同意：（已不由本单位办理）');
    expect(noticeText('urged', { count: '3' }, '路灯{count}不亮')).toBe('第 3 次催办：路灯{count}不亮');
  });

  it('has a form for every kind, with the title in each and no free text', () => {
    for (const kind of NOTICE_KINDS) {
      const names = [...NOTICE_FORMS[kind].text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(names).toContain('title');
      expect(names).not.toEqual(expect.arrayContaining(['reason']));
    }
    expect(ACTIONS.length).toBeGreaterThan(0);
  });

  it('presses by day and night for an order whose limit is minutes', () => {
    expect(levelOfNotice('dispatched', { urgency: 'normal' })).toBe('info');
    expect(levelOfNotice('dispatched', { urgency: 'critical' })).toBe('urgent');
    expect(levelOfNotice('group_alert', null)).toBe('urgent');
  });
});

describe('quiet hours and retries', () => {
  const night = DEFAULT_DELIVERY_RULES;

  it.each([
    ['2026-03-02T21:59:59', true],
    ['2026-03-02T22:00:00', false],
    ['2026-03-03T06:59:59', false],
    ['2026-03-03T07:00:00', true],
  ])('a reminder at %s may be sent: %s', (when, expected) => {
    expect(mayDisturb('warn', at(when), night)).toBe(expected);
    expect(mayDisturb('urgent', at(when), night)).toBe(true);
    expect(mayDisturb('info', at(when), { quiet: null })).toBe(true);
  });

  it('a span within one day is quiet within that day only', () => {
    const noon = { quiet: { from: '12:00', to: '14:00' } };
    expect(mayDisturb('info', at('2026-03-02T13:00:00'), noon)).toBe(false);
    expect(mayDisturb('info', at('2026-03-02T23:00:00'), noon)).toBe(true);
  });

  it('waits longer after each failure and gives up after the last', () => {
    const now = at('2026-03-02T10:00:00');
    const waits = [1, 2, 3, 4, 5, 6, 7].map((failures) => {
      const next = retryAt(failures, now, night);
      return next === null ? null : (next.getTime() - now.getTime()) / 60_000;
    });
    expect(waits).toEqual([1, 5, 30, 120, 360, 720, null]);
  });
});
