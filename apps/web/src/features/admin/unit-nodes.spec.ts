import type { UnitRecord } from '@minsheng/contracts';
import { possibleParents, treeOf } from './unit-nodes';

function unit(code: string, parentCode: string | null = null, active = true): UnitRecord {
  return { code, name: code, kind: 'department', parentCode, active, version: 1 };
}
const UNITS = [unit('a'), unit('b', 'a'), unit('c', 'b'), unit('d'), unit('e', null, false), unit('f', 'gone')];

describe('the tree of units on the page', () => {
  it('puts units below their parents, and one without a parent at the top', () => {
    const [a] = treeOf(UNITS);
    expect(treeOf(UNITS).map(({ code }) => code)).toEqual(['a', 'd', 'e', 'f']);
    expect(a?.children[0]?.children.map(({ code }) => code)).toEqual(['c']);
  });

  it('offers as parents units in service that are not below', () => {
    expect(possibleParents(UNITS, 'a').map(({ code }) => code)).toEqual(['d', 'f']);
    expect(possibleParents(UNITS, null).map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd', 'f']);
  });
});
