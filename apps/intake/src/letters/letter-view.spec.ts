import { type OrderState, type TurnFact } from '@minsheng/contracts';
import { UnitTree } from '@minsheng/domain';
import { type AppealEntity } from '../appeals/appeal.entity';
import { type FollowedFacts, type OrderProgressEntity } from '../orders/order-progress.entity';
import { toLetterView } from './letter-view';

const TREE = new UnitTree([{ code: 'jsj', name: '县住建局', kind: 'department', parentCode: null }]);
const turn: TurnFact = {
  ...{ round: 1, turn: 1, unitCode: 'jsj', dispatchedAt: '2026-03-02T02:00:00.000Z', signDueAt: null, signedAt: null },
  ...{ contactDueAt: null, contactedAt: null, replies: [], leftAt: null },
  dues: [{ since: '2026-03-02T02:00:00.000Z', dueAt: '2026-03-11T16:00:00.000Z' }],
};

/** The letter as its writer reads it while the order stands so. */
function read(state: OrderState, changes: Partial<FollowedFacts> = {}) {
  const letter = { appealCode: 'A20260302000001', title: '路灯不亮', registeredAt: new Date(0), rating: null };
  const facts: FollowedFacts = {
    ...{ turns: [turn], publicReply: null, publicProgress: [], closedAt: null, lastActionAt: '2026-03-03T00:00:00Z' },
    ...{ leadUnitCode: 'jsj', coUnitCodes: [], subjectUnitCode: null, terminationReason: null },
    ...changes,
  };
  const order: OrderProgressEntity = { id: 1, orderCode: '20260302000001', seq: 3, state, isOpen: true, facts };
  return toLetterView(letter as AppealEntity, order, TREE, { now: new Date(0), ratingDays: 30, published: null });
}
const closedAt = '2026-03-04T00:00:00.000Z';

describe('a letter as its writer reads it', () => {
  it('promises no day for a long-term item, and says that it is one', () => {
    expect(read('handling')).toMatchObject({
      statusLabel: '办理中',
      longTerm: false,
      dueAt: '2026-03-11T16:00:00.000Z',
    });
    expect(read('suspended')).toMatchObject({ status: 'handling', statusLabel: '办理中（长期事项）', dueAt: null });
  });

  it('says why it was refused, also when a unit had it already, and never that it was done', () => {
    const refused = read('terminated', { closedAt, terminationReason: 'in_petition' });
    expect(refused).toMatchObject({ status: 'refused', statusLabel: '不予受理', ending: 'refused', dueAt: null });
    expect(refused.progress.at(-1)).toEqual({ at: closedAt, label: '不予受理', text: '已进入信访渠道办理' });
    expect(refused.progress.map(({ label }) => label)).not.toContain('已办结');
    expect(read('archived', { closedAt, terminationReason: 'in_petition' }).status).toBe('refused');
  });

  it('says of what its writer took back that it was taken back', () => {
    const withdrawn = read('terminated', { closedAt, terminationReason: 'withdrawn' });
    expect(withdrawn).toMatchObject({ status: 'closed', statusLabel: '已撤回', ending: 'withdrawn', canRate: false });
    expect(withdrawn.progress.at(-1)).toMatchObject({ label: '已撤回' });
  });

  it('says of everything else that ended that it was done', () => {
    expect(read('closed', { closedAt }).progress.at(-1)).toEqual({ at: closedAt, label: '已办结', text: null });
  });
});
