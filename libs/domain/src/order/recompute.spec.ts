import { type CalendarTable } from '@minsheng/contracts';
import { daysUnlike, DEFAULT_LIMIT_TABLE, parseLimit, WorkingCalendar } from '../deadline';
import { calendarDataOf, shippedSetting } from '../tables';
import { at, CALENDAR, contextAt, actor, Walk } from './an-order.fixture';
import { decide } from './decide';
import { type WorkOrder } from './order';
import { isConcerned, recomputeDue, type Recomputing } from './recompute';
import { replay } from './replay';
import { moveDue } from './turns';

/** The shipped calendar with days of the county's own. */
function withDays(...days: readonly (readonly [date: string, kind: 'off' | 'work'])[]): WorkingCalendar {
  const table: CalendarTable = shippedSetting('calendar');
  const overlays = days.map(([date, kind]) => ({ date, kind, name: '火把节', source: '县人大常委会决定' }));
  return new WorkingCalendar(calendarDataOf({ ...table, overlays }));
}

function asking(after: WorkingCalendar, now: string, before = CALENDAR): Recomputing {
  return {
    now: at(now),
    version: 2,
    changedDays: daysUnlike(after, before),
    at: () => before,
    target: () => after,
  };
}

/** A complaint of Monday 2 March 2026: seven working days, due on Wednesday 11 March. */
const handled = (): Walk => new Walk().handled();
const due = (order: WorkOrder | null | undefined): string | undefined => order?.dueAt?.toISOString();

describe('a new calendar', () => {
  const holiday = withDays(['2026-03-06', 'off']);

  it('moves an open deadline that spans a day which it changes, as a row of the system', () => {
    const walk = handled();
    const decision = recomputeDue(walk.order, asking(holiday, '2026-03-03T09:00:00'));
    expect(due(walk.order)).toBe('2026-03-11T16:00:00.000Z');
    expect(due(decision?.order)).toBe('2026-03-12T16:00:00.000Z');
    expect(decision?.history).toMatchObject({
      action: 'recompute',
      actor: null,
      fromState: 'handling',
      toState: 'handling',
    });
    expect(decision?.history.facts).toMatchObject({
      input: { calendarVersion: 2 },
      before: { dueAt: at('2026-03-12T00:00:00') },
      after: { dueAt: at('2026-03-13T00:00:00') },
    });
    const rows = [...walk.decisions.map(({ history }) => history), decision?.history];
    expect(
      decision &&
        replay(
          rows.filter((row) => row !== undefined),
          decision.order,
        ),
    ).toEqual([]);
  });

  it('keeps since when which due time held, so that a past period is judged as it stood', () => {
    const decision = recomputeDue(handled().order, asking(holiday, '2026-03-03T09:00:00'));
    expect(decision?.order.turns.at(-1)?.dues).toEqual([
      { since: at('2026-03-02T10:00:00').toISOString(), dueAt: at('2026-03-12T00:00:00').toISOString() },
      {
        since: at('2026-03-03T09:00:00').toISOString(),
        dueAt: at('2026-03-13T00:00:00').toISOString(),
        why: 'calendar',
        recomputed: true,
      },
    ]);
  });

  it('moves the version, because a page that shows the old day is stale', () => {
    const walk = handled();
    const decision = recomputeDue(walk.order, asking(holiday, '2026-03-03T09:00:00'));
    expect(decision?.order.version).toBe(walk.order.version + 1);
  });

  it.each([
    ['a day before it began', withDays(['2026-02-27', 'off'])],
    ['a day after it is due', withDays(['2026-03-12', 'off'])],
    ['nothing', withDays()],
  ])('leaves a deadline alone when it changes %s', (_, calendar) => {
    expect(recomputeDue(handled().order, asking(calendar, '2026-03-03T09:00:00'))).toBeNull();
  });

  it('moves it earlier when a weekend day is to be worked', () => {
    const decision = recomputeDue(handled().order, asking(withDays(['2026-03-07', 'work']), '2026-03-03T09:00:00'));
    expect(due(decision?.order)).toBe('2026-03-10T16:00:00.000Z');
  });

  it('keeps the earliest limit of a merge, which lies before the rule’s own', () => {
    const { order } = handled();
    const merged = { ...order, ...moveDue(order, at('2026-03-10T00:00:00'), at('2026-03-03T09:00:00'), 'merge') };
    const decision = recomputeDue(merged, asking(holiday, '2026-03-04T09:00:00'));
    expect(due(decision?.order)).toBe('2026-03-10T16:00:00.000Z');
  });

  it('counts on from the old clock where a merge was undone', () => {
    const { order } = handled();
    const [turn] = order.turns;
    const back = {
      ...turn!,
      turn: 2,
      dispatchedAt: at('2026-03-10T09:00:00').toISOString(),
      clockFrom: turn!.dispatchedAt,
    };
    const again = { ...order, turns: [turn!, back] };
    const decision = recomputeDue(again, asking(withDays(['2026-03-11', 'off']), '2026-03-10T10:00:00'));
    expect(due(decision?.order)).toBe('2026-03-12T16:00:00.000Z');
  });

  it('takes no paused hour back from a limit that runs by the clock', () => {
    const walk = new Walk({ urgency: 'urgent' }).handled();
    walk.step('2026-03-02T12:00:00', 'pause', { reasonCode: 'citizen', until: at('2026-03-02T20:00:00') });
    const decision = recomputeDue(walk.order, asking(withDays(['2026-03-03', 'off']), '2026-03-02T13:00:00'));
    expect(due(decision?.order ?? walk.order)).toBe(due(walk.order));
  });

  it('gives the working days again that somebody decided since, and counts none of its own twice', () => {
    const { order } = handled();
    const extended = { ...order, ...moveDue(order, at('2026-03-17T00:00:00'), at('2026-03-04T09:00:00'), 'extension') };
    const once = recomputeDue(extended, asking(holiday, '2026-03-05T09:00:00'));
    expect(due(once?.order)).toBe('2026-03-17T16:00:00.000Z');
    const both = withDays(['2026-03-06', 'off'], ['2026-03-09', 'off']);
    const again = { ...asking(both, '2026-03-05T10:00:00', holiday), at: () => CALENDAR };
    expect(due(once && recomputeDue(once.order, again)?.order)).toBe('2026-03-18T16:00:00.000Z');
    expect(once && recomputeDue(once.order, asking(holiday, '2026-03-05T10:00:00'))).toBeNull();
  });

  it('moves sign and contact times that are open, and leaves those that were met or have run out', () => {
    const walk = new Walk().step('2026-03-05T10:00:00', 'dispatch', { leadUnitCode: 'jsj_gas' });
    const ask = asking(holiday, '2026-03-05T12:00:00');
    const open = recomputeDue(walk.order, ask)?.order;
    expect([open?.signDueAt, open?.contactDueAt]).toEqual([at('2026-03-10T00:00:00'), at('2026-03-10T00:00:00')]);
    expect(open?.turns.at(-1)?.signDueAt).toBe(at('2026-03-10T00:00:00').toISOString());
    walk.step('2026-03-05T11:00:00', 'sign', {});
    expect(recomputeDue(walk.order, ask)?.order.signDueAt).toEqual(at('2026-03-07T00:00:00'));
    const late = recomputeDue(walk.order, asking(holiday, '2026-03-07T09:00:00'))?.order;
    expect(late?.contactDueAt).toEqual(at('2026-03-07T00:00:00'));
  });

  it('asks an anonymous order for no contact afterwards either', () => {
    const walk = new Walk({ anonymous: true }).handled();
    expect(recomputeDue(walk.order, asking(holiday, '2026-03-03T09:00:00'))?.order.contactDueAt).toBeNull();
  });

  it('never moves what was replied, closed or is with nobody', () => {
    const ask = asking(holiday, '2026-03-05T09:00:00');
    expect(recomputeDue(handled().replied().order, ask)).toBeNull();
    expect(recomputeDue(new Walk().order, ask)).toBeNull();
    const returned = handled()
      .step('2026-03-02T15:00:00', 'request_return', { reasonCode: 'not_our_duty', basis: '三定方案' })
      .step('2026-03-02T16:00:00', 'accept_return', {});
    expect(recomputeDue(returned.order, ask)).toBeNull();
  });

  it('keeps the limits that the order was given, whatever the table says today', () => {
    const { order } = handled();
    const half = DEFAULT_LIMIT_TABLE.rules.map((row) => ({ ...row, reply: parseLimit('3workday') }));
    const context = {
      ...contextAt('2026-03-03T09:00:00'),
      limits: { ...DEFAULT_LIMIT_TABLE, version: 2, rules: half },
    };
    const noted = decide(order, 'add_note', { text: '已联系' }, actor('dispatcher'), context);
    expect(due(noted.order)).toBe(due(order));
    expect(due(recomputeDue(noted.order, asking(holiday, '2026-03-03T10:00:00'))?.order)).toBe(
      '2026-03-12T16:00:00.000Z',
    );
  });
});

describe('a provisional deadline', () => {
  const december = (): Walk =>
    new Walk({ receivedAt: at('2026-12-28T09:00:00').toISOString() }).step('2026-12-28T10:00:00', 'dispatch', {
      leadUnitCode: 'jsj_gas',
    });
  const table: CalendarTable = shippedSetting('calendar');
  const notice = (...off: readonly string[]): WorkingCalendar => {
    const days = off.map((date) => ({ date, kind: 'off' as const, name: '元旦' }));
    const notices = [...table.notices, { year: 2027, number: '国办发明电〔2026〕9号', title: '2027年', days }];
    return new WorkingCalendar(calendarDataOf({ ...table, notices }));
  };

  it('is settled by the notice, moved or not', () => {
    const { order } = december();
    expect(order.provisional).toBe(true);
    const moved = recomputeDue(order, asking(notice('2027-01-01'), '2026-12-29T09:00:00'));
    expect(due(moved?.order)).toBe('2027-01-07T16:00:00.000Z');
    expect(moved?.order.provisional).toBe(false);
    const settled = recomputeDue(order, asking(notice('2027-05-01'), '2026-12-29T09:00:00'));
    expect(due(settled?.order)).toBe(due(order));
    expect(settled?.order.provisional).toBe(false);
    expect(settled?.order.version).toBe(order.version);
  });

  it('is concerned by any calendar until then', () => {
    expect(isConcerned(december().order, [])).toBe(true);
    expect(isConcerned(handled().order, [])).toBe(false);
  });
});
