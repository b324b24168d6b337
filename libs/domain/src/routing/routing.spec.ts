import { TREE, UNITS, Walk } from '../order/an-order.fixture';
import { UnitTree } from '../units/unit-tree';
import { CategoryTree } from './category-tree';
import {
  type CountyMap,
  type DirectoryBook,
  directoryBook,
  type DirectoryRule,
  isSameRule,
  refuseUnsoundRule,
} from './directory-entry';
import { groupDisagreements, judgeChoice, type RecordedChoice } from './disagreement';
import { passedOverText, proposalText, propose } from './propose';
import { bornRoutingState, type RoutingFact, routingStateOf, routingStep } from './routing-facts';

const map: CountyMap = {
  units: TREE,
  categories: new CategoryTree([
    { code: '02', name: '城乡建设', parentCode: null },
    { code: '0205', name: '市政设施', parentCode: '02' },
    { code: '020501', name: '路灯', parentCode: '0205' },
  ]),
};
const BLANK: DirectoryRule = {
  categoryCode: null,
  townshipCode: null,
  leadUnitCode: null,
  coUnitCodes: [],
  basis: '三定规定',
  note: null,
};
/** Entries by number from 1: category, township, lead, co-units. */
function book(...rows: readonly [string | null, string | null, string | null, ...string[]][]): DirectoryBook {
  return directoryBook(
    rows.map(([categoryCode, townshipCode, leadUnitCode, ...coUnitCodes], index) => ({
      ...{ ...BLANK, categoryCode, townshipCode, leadUnitCode, coUnitCodes },
      number: index + 1,
      version: 1,
    })),
  );
}
const lamp = { categoryCode: '020501', townshipCode: 'town_a', subjectUnitCode: null };
const leads = (entries: DirectoryBook, matter: Parameters<typeof propose>[1] = lamp): string[] =>
  propose(entries, matter, map).candidates.map((candidate) => candidate.leadUnitCode);

describe('the unit that the directory proposes', () => {
  const all = book(
    [null, 'town_a', 'town_a'],
    ['02', null, 'jsj'],
    ['0205', 'town_a', 'jsj_house'],
    ['020501', null, 'jsj_gas'],
    ['020501', 'town_a', 'gaj'],
  );

  it('is the most specific: category and township, then the category, then its parents, then the township', () => {
    expect(leads(all)).toEqual(['gaj', 'jsj_gas', 'jsj_house', 'jsj', 'town_a']);
  });

  it('follows the parents upwards where the category itself has no entry', () => {
    expect(leads(book(['02', null, 'jsj']))).toEqual(['jsj']);
    expect(leads(book(['02', 'town_a', 'gaj'], ['0205', null, 'jsj']))).toEqual(['jsj', 'gaj']);
  });

  it('is the township’s own for a matter without category, and nobody’s for one without either', () => {
    expect(leads(all, { ...lamp, categoryCode: null })).toEqual(['town_a']);
    expect(leads(all, { ...lamp, categoryCode: null, townshipCode: null })).toEqual([]);
  });

  it('is the township in which the matter lies where the entry names no lead', () => {
    const entries = book(['020501', null, null]);
    expect(leads(entries)).toEqual(['town_a']);
    const nowhere = propose(entries, { ...lamp, townshipCode: null }, map);
    expect(nowhere.candidates).toEqual([]);
    expect(nowhere.passedOver.map((each) => passedOverText(each, map))).toEqual([
      '派单目录第 1 条（城乡建设 / 市政设施 / 路灯·不限乡镇）未采用：由事发地乡镇主办，但工单没有登记乡镇',
    ]);
  });

  it('is never the unit complained of nor one below it, as lead or as co-unit: the next entry speaks, with the reason', () => {
    const entries = book(['020501', null, 'jsj_gas'], ['0205', null, 'gaj', 'jsj_house', 'town_a']);
    const { candidates, passedOver } = propose(entries, { ...lamp, subjectUnitCode: 'jsj' }, map);
    expect(candidates.map(({ leadUnitCode, coUnitCodes }) => [leadUnitCode, coUnitCodes])).toEqual([
      ['gaj', ['town_a']],
    ]);
    expect(passedOver.map((each) => passedOverText(each, map))).toEqual([
      '派单目录第 1 条（城乡建设 / 市政设施 / 路灯·不限乡镇）未采用：燃气办是被反映单位或其下属单位，依《信访工作条例》第三十条不得承办',
    ]);
  });

  it('is never a unit that is gone, nor one that this order has already left', () => {
    const entries = book(['020501', null, 'closed_unit'], ['0205', null, 'jsj'], ['02', null, 'gaj']);
    expect(leads(entries)).toEqual(['jsj', 'gaj']);
    expect(leads(entries, { ...lamp, givenBackBy: ['jsj'] })).toEqual(['gaj']);
  });

  it('says why in one sentence, and names a unit once', () => {
    const { candidates } = propose(book(['0205', 'town_a', 'jsj'], ['02', null, 'jsj']), lamp, map);
    expect(candidates.map((candidate) => proposalText(candidate, map))).toEqual([
      '派单目录第 1 条：城乡建设 / 市政设施·东河镇 → 县住建局，依据：三定规定',
    ]);
  });
});

describe('an entry', () => {
  it.each([
    ['entry_needs_scope', {}],
    ['unknown_category', { categoryCode: '99' }],
    ['unknown_township', { townshipCode: 'jsj' }],
    ['unknown_unit', { categoryCode: '02', leadUnitCode: 'nobody' }],
    ['unknown_unit', { categoryCode: '02', leadUnitCode: 'jsj', coUnitCodes: ['nobody'] }],
    ['co_unit_is_lead', { categoryCode: '02', leadUnitCode: 'jsj', coUnitCodes: ['jsj'] }],
  ])('is refused with %s', (code, changes) => {
    expect(() => refuseUnsoundRule({ ...BLANK, ...changes }, map)).toThrow(expect.objectContaining({ code }));
  });

  it('is the same only when it says the same', () => {
    expect(isSameRule(BLANK, { ...BLANK, coUnitCodes: [] })).toBe(true);
    for (const changes of [{ categoryCode: '02' }, { leadUnitCode: 'jsj' }, { coUnitCodes: ['gaj'] }, { basis: '另' }])
      expect(isSameRule(BLANK, { ...BLANK, ...changes })).toBe(false);
  });
});

/** What the whole history means, told as it happened. */
function factsOf(walk: Walk): RoutingFact[] {
  const [born, ...rest] = walk.decisions;
  let before = born?.order;
  return rest.flatMap(({ order, history }) => {
    const facts = before ? routingStep(routingStateOf(before), history).facts : [];
    before = order;
    return facts;
  });
}

describe('what an order’s history means for routing', () => {
  const returned = (): Walk =>
    new Walk()
      .step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj', categoryCode: '020501' })
      .step('2026-03-02T11:00:00', 'request_return', { reasonCode: 'not_our_duty', basis: '不属于我局' })
      .step('2026-03-02T12:00:00', 'accept_return', {})
      .step('2026-03-02T13:00:00', 'dispatch', { leadUnitCode: 'gaj' })
      .step('2026-03-02T14:00:00', 'sign', {})
      .step('2026-03-02T15:00:00', 'reassign', { unitCode: 'town_a', reason: '属地' });

  it('is where it was given, from whom, and what became of each return', () => {
    const told = factsOf(returned()).map((fact) =>
      fact.kind === 'given'
        ? ['given', fact.unitCode, fact.fromUnitCode, fact.categoryCode]
        : fact.kind === 'return_asked'
          ? ['asked', fact.unitCode, fact.reasonCode]
          : ['decided', fact.outcome],
    );
    expect(told).toEqual([
      ['given', 'jsj', null, '020501'],
      ['asked', 'jsj', 'not_our_duty'],
      ['decided', 'accepted'],
      ['given', 'gaj', 'jsj', '020501'],
      ['given', 'town_a', 'gaj', '020501'],
    ]);
  });

  it('is the same told from the finished history', () => {
    const walk = returned();
    let state = bornRoutingState(
      walk.order,
      walk.decisions.map(({ history }) => history),
    );
    const facts = walk.decisions.flatMap(({ history }) => {
      const step = routingStep(state, history);
      state = step.state;
      return step.facts;
    });
    expect(facts).toEqual(factsOf(walk));
  });

  it('counts a return that was rejected, and one that the complaint against the unit cut short', () => {
    const asked = (): Walk =>
      new Walk()
        .step('2026-03-02T10:00:00', 'dispatch', { leadUnitCode: 'jsj' })
        .step('2026-03-02T11:00:00', 'request_return', { reasonCode: 'other', basis: '不属于我局' });
    const outcomes = (walk: Walk) => factsOf(walk).flatMap((f) => (f.kind === 'return_decided' ? [f.outcome] : []));
    expect(outcomes(asked().step('2026-03-02T12:00:00', 'reject_return', { reason: '属于' }))).toEqual(['rejected']);
    expect(outcomes(asked().step('2026-03-02T12:00:00', 'set_subject_unit', { unitCode: 'jsj' }))).toEqual(['lapsed']);
  });
});

describe('what dispatchers did otherwise', () => {
  const entries = book(['020501', null, 'jsj']);
  const given = {
    ...{ kind: 'given' as const, seq: 2, at: new Date(0), actor: 'd', fromUnitCode: null as string | null },
    ...{ unitCode: 'gaj', ...lamp, subjectUnitCode: null as string | null },
  };
  const judged = (changes: Partial<typeof given>, by = entries) =>
    judgeChoice(by, { ...given, ...changes }, map).disagreement;

  it('is told apart: as proposed, another unit, sent on from another unit, nothing laid down', () => {
    expect(judged({ unitCode: 'jsj' })).toBeNull();
    expect(judged({})).toBe('differs');
    expect(judged({ fromUnitCode: 'jsj' })).toBe('rerouted');
    expect(judged({}, book())).toBe('uncovered');
    expect(judgeChoice(entries, given, map)).toMatchObject({
      proposedUnitCode: 'jsj',
      entryNumber: 1,
      entryVersion: 1,
    });
  });

  it('teaches nothing where the unit could not have it because it is complained of', () => {
    expect(judged({ subjectUnitCode: 'jsj' })).toBeNull();
    expect(judged({ subjectUnitCode: 'jsj' }, book(['020501', null, 'jsj'], ['02', null, 'town_a']))).toBeNull();
    expect(judged({ subjectUnitCode: 'jsj', fromUnitCode: 'jsj' }, book(['02', null, 'town_a']))).toBe('differs');
  });

  const choice = (orderCode: string, changes: Partial<RecordedChoice> = {}): RecordedChoice => ({
    ...{ orderCode, at: new Date(Number(orderCode)), categoryCode: '020501', townshipCode: 'town_a' },
    ...{ unitCode: 'gaj', disagreement: 'differs', ...changes },
  });

  it('is grouped by category, township and unit, the most frequent first, each with its newest orders', () => {
    const choices = [
      choice('1', { unitCode: 'town_a', disagreement: 'rerouted' }),
      choice('2'),
      choice('3', { disagreement: 'rerouted' }),
      choice('4', { categoryCode: null }),
    ];
    expect(groupDisagreements(choices, entries, map)).toMatchObject([
      {
        ...{ unitCode: 'gaj', total: 2, orderCodes: ['3', '2'], proposedUnitCode: 'jsj', isExact: false },
        ...{ entry: { number: 1 }, counts: { differs: 1, rerouted: 1, uncovered: 0 } },
      },
      { unitCode: 'town_a', total: 1 },
    ]);
  });

  it('is left out once the directory says so itself', () => {
    expect(groupDisagreements([choice('1')], book(['020501', 'town_a', 'gaj']), map)).toEqual([]);
    const without = { ...map, units: new UnitTree(UNITS.filter(({ code }) => code !== 'gaj')) };
    expect(groupDisagreements([choice('1')], entries, without)).toEqual([]);
  });
});

describe('the tree of categories', () => {
  it('ends a path where the parent is not known yet, and never walks in a circle', () => {
    const orphan = new CategoryTree([{ code: 'a', name: '甲', parentCode: 'missing' }]);
    expect(orphan.path('a')).toBe('missing / 甲');
    const circle = new CategoryTree([
      { code: 'a', name: '甲', parentCode: 'b' },
      { code: 'b', name: '乙', parentCode: 'a' },
    ]);
    expect(circle.chain('a')).toEqual(['a', 'b']);
    expect([...circle.subtree('a')].sort()).toEqual(['a', 'b']);
  });
});
