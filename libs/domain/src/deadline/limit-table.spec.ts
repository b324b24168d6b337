import { type Kind, KINDS, type Track, type Urgency } from '@minsheng/contracts';
import {
  DEFAULT_LIMIT_TABLE,
  duesOf,
  endOfDay,
  formatLimit,
  type LimitTable,
  pickRule,
  type RuleFacts,
  snapshotOf,
  WorkingCalendar,
} from './index';

const table = DEFAULT_LIMIT_TABLE;
const facts = (more: Partial<RuleFacts>): RuleFacts => ({
  urgency: 'normal',
  redo: false,
  track: 'by_kind',
  kind: 'complaint',
  ...more,
});
const limits = (more: Partial<RuleFacts>): string => {
  const { sign, contact, prelim, reply } = snapshotOf(table, pickRule(table, facts(more)));
  return [sign, contact, prelim, reply].map((limit) => limit ?? '-').join(' ');
};

const rows: [Partial<RuleFacts>, string][] = [
  [{ urgency: 'critical' }, '15minute 30minute 2hour 24hour'],
  [{ urgency: 'urgent' }, '30minute 2hour - 24hour'],
  [{ kind: 'consultation' }, '1workday - - 1workday'],
  [{ kind: 'help' }, '1workday 1workday - 5workday'],
  [{ kind: 'complaint' }, '1workday 1workday - 7workday'],
  [{ kind: 'report' }, '1workday 1workday - 7workday'],
  [{ kind: 'other' }, '1workday 1workday - 7workday'],
  [{ kind: 'suggestion' }, '1workday - - 10workday'],
  [{ kind: 'praise' }, '1workday - - 3workday'],
  [{ urgency: 'hard' }, '1workday 1workday - 15workday'],
  [{ redo: true }, '- 1workday - 3workday'],
  [{ track: 'visit' }, '15day - - 60day'],
  [{ track: 'disclosure_request' }, '1workday - - 20workday'],
  [{ track: 'npc_proposal' }, '5workday - - 3month'],
  [{ track: 'npc_proposal', urgency: 'hard' }, '5workday - - 6month'],
  [{ track: 'cppcc_proposal' }, '5workday - - 3month'],
  [{ track: 'cppcc_proposal', urgency: 'hard' }, '5workday - - 6month'],
  [{ track: 'opinion' }, '1hour 4hour - 48hour'],
  [{ track: 'opinion', major: true }, '1hour 4hour - 24hour'],
  [{ track: 'stuck_window' }, '4workhour - - 5workday'],
  [{ track: 'stuck_window', urgency: 'hard' }, '4workhour - - 10workday'],
];

describe('picking a rule', () => {
  it.each(rows)('%j: %s', (more, expected) => {
    expect(limits(more)).toBe(expected);
  });

  it.each<Track>(['county_mailbox', 'city_mailbox', 'letter'])('%s: consultation 5, others 10, hard 15', (track) => {
    for (const kind of KINDS) {
      const expected = kind === 'consultation' ? '5workday' : '10workday';
      expect(limits({ track, kind })).toBe(`1workday 1workday - ${expected}`);
    }
    expect(limits({ track, urgency: 'hard', kind: 'consultation' })).toBe('1workday 1workday - 15workday');
  });

  it.each<[Urgency, boolean, Track, Kind, string]>([
    ['critical', true, 'npc_proposal', 'help', 'critical'],
    ['urgent', true, 'county_mailbox', 'help', 'urgent'],
    ['hard', true, 'by_kind', 'help', 'hard'],
    ['hard', true, 'stuck_window', 'help', 'stuck_window.hard'],
    ['hard', false, 'visit', 'help', 'hard'],
    ['normal', true, 'county_mailbox', 'consultation', 'redo'],
    ['normal', false, 'county_mailbox', 'other', 'county_mailbox'],
    ['normal', false, 'by_kind', 'other', 'complaint'],
  ])('critical, urgent > hard > redo > track > kind: %s %s %s %s → %s', (urgency, redo, track, kind, expected) => {
    expect(pickRule(table, { urgency, redo, track, kind }).id).toBe(expected);
  });

  it('can be reached for every row of the table', () => {
    const urgencies: Urgency[] = ['critical', 'urgent', 'normal', 'hard'];
    const tracks = [...new Set(rows.map(([more]) => more.track ?? 'by_kind'))];
    const reached = urgencies.flatMap((urgency) =>
      [...tracks, 'county_mailbox' as const, 'city_mailbox' as const, 'letter' as const].flatMap((track) =>
        KINDS.flatMap((kind) =>
          [false, true].map((flag) => pickRule(table, { urgency, redo: false, track, kind, major: flag }).id),
        ),
      ),
    );
    expect([...new Set([...reached, 'redo'])].sort()).toEqual(table.rules.map(({ id }) => id).sort());
  });

  it('follows the table that it is given', () => {
    const own: LimitTable = {
      ...table,
      version: 2,
      rules: table.rules.map((row) => (row.id === 'help' ? { ...row, reply: { n: 3, unit: 'workday' } } : row)),
    };
    const snapshot = snapshotOf(own, pickRule(own, facts({ kind: 'help' })));
    expect([snapshot.tableVersion, snapshot.ruleId, snapshot.reply]).toEqual([2, 'help', '3workday']);
  });

  it('refuses a table that cannot answer', () => {
    expect(() => pickRule({ ...table, rules: [] }, facts({}))).toThrow('no row');
  });
});

describe('the procedure’s own limits', () => {
  it('are those of rules §5', () => {
    const written = Object.entries(table.procedure).map(([name, limit]) => [name, formatLimit(limit)]);
    expect(Object.fromEntries(written)).toEqual({
      dispatch: '4workhour',
      returnDecision: '4workhour',
      review: '1workday',
      callback: '3workday',
      instruction: '2workday',
      returnRequest: '1workday',
    });
  });
});

describe('the due times of an order', () => {
  const calendar = WorkingCalendar.shipped();
  const start = new Date('2026-09-30T10:00:00+08:00');
  const dues = (more: Partial<RuleFacts>) => duesOf(snapshotOf(table, pickRule(table, facts(more))), start, calendar);

  it('survive being stored as JSON', () => {
    const snapshot = snapshotOf(table, pickRule(table, facts({ urgency: 'critical' })));
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
  });

  it('all run from one start', () => {
    expect(dues({ kind: 'help' })).toEqual({
      signDueAt: endOfDay('2026-10-08'),
      contactDueAt: endOfDay('2026-10-08'),
      prelimDueAt: null,
      dueAt: endOfDay('2026-10-13'),
      provisional: false,
    });
    expect(dues({ urgency: 'critical' })).toMatchObject({
      signDueAt: new Date('2026-09-30T10:15:00+08:00'),
      prelimDueAt: new Date('2026-09-30T12:00:00+08:00'),
      dueAt: new Date('2026-10-01T10:00:00+08:00'),
    });
    expect(dues({ redo: true }).signDueAt).toBeNull();
  });

  it('are provisional when one of them is', () => {
    expect(dues({ track: 'npc_proposal', urgency: 'hard' }).provisional).toBe(true);
  });
});
