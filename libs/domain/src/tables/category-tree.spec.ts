import { DomainError } from '../errors';
import { CategoryOutline, planCategories } from './category-tree';

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

describe('the tree of matters', () => {
  const node = (code: string, parentCode: string | null, retired = false) => ({
    code,
    name: code,
    parentCode,
    retired,
  });
  const known = [node('a', null), node('b', 'a'), node('c', 'b'), node('z', null), node('old', null, true)];
  const tree = new CategoryOutline(known);

  it('stays a tree of three levels', () => {
    expect(codeOf(() => tree.with(node('d', 'b')))).toBeNull();
    expect(codeOf(() => tree.with(node('d', 'c')))).toBe('category_depth');
    expect(codeOf(() => tree.with(node('a', 'z')))).toBe('category_depth');
    expect(codeOf(() => tree.with(node('a', 'c')))).toBe('category_cycle');
    expect(codeOf(() => tree.with(node('a', 'a')))).toBe('category_cycle');
    expect(codeOf(() => tree.with(node('d', 'old')))).toBe('category_parent');
  });

  it('retires from below', () => {
    expect(codeOf(() => tree.with(node('b', 'a', true)))).toBe('category_has_children');
    expect(codeOf(() => tree.with(node('c', 'b', true)).with(node('b', 'a', true)))).toBeNull();
  });

  it('is loaded from a table whose parents stand anywhere, with each problem by its line', () => {
    const lines = [
      { line: 2, code: 'y', name: '新三级', parentCode: 'x' },
      { line: 3, code: 'x', name: '新二级', parentCode: 'z' },
      { line: 4, code: 'b', name: 'b', parentCode: 'a' },
      { line: 5, code: 'c', name: '改名', parentCode: 'b' },
      { line: 6, code: '坏', name: '坏', parentCode: null },
      { line: 7, code: 'x', name: '重复', parentCode: null },
      { line: 8, code: 'w', name: '无上级', parentCode: 'nowhere' },
    ];
    const plan = planCategories(lines, known);
    expect(plan.create.map(({ code }) => code)).toEqual(['x', 'y']);
    expect(plan.change.map(({ code }) => code)).toEqual(['c']);
    expect(plan.unchanged).toBe(1);
    expect(plan.problems.map(({ line }) => line)).toEqual([6, 7, 8]);
  });
});
