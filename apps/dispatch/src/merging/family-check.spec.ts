import { type WorkOrder } from '@minsheng/domain';
import { FamilyCheck } from './family-check';

const MAIN = { code: 'main', follows: false, mergedInto: null, followerCount: 2, appealCount: 3, state: 'handling' };
const CHILD = { ...MAIN, follows: true, mergedInto: 'main', followerCount: 0, appealCount: 1 };

function differences(...orders: object[]): string[] {
  const check = new FamilyCheck();
  for (const order of orders) check.see(order as WorkOrder);
  return [...check.differences()];
}

describe('the check of merged orders', () => {
  const children = [
    { ...CHILD, code: 'one' },
    { ...CHILD, code: 'two' },
  ];

  it('agrees when the main order knows each of its followers', () => {
    expect(differences(MAIN, ...children)).toEqual([]);
  });

  it('finds one that got lost, one without a main order, one that stands elsewhere, and callers not counted', () => {
    expect(differences(MAIN, children[0] ?? {})).toEqual(['主单 main 记有 2 件并入，实有 1 件']);
    expect(differences(children[0] ?? {})).toHaveLength(1);
    expect(differences(MAIN, { ...children[0], state: 'closed' }, children[1] ?? {})).toHaveLength(1);
    expect(differences({ ...MAIN, appealCount: 2 }, ...children)).toHaveLength(1);
  });
});
