import { type Unit, UnitTree } from './unit-tree';

function unit(code: string, parentCode: string | null = null, active = true): Unit {
  return { code, name: code, kind: 'department', parentCode, active };
}

describe('the tree of units', () => {
  it('refuses a unit that would stand below itself', () => {
    expect(() => new UnitTree([unit('a', 'b'), unit('b', 'c'), unit('c', 'a')])).toThrow(
      expect.objectContaining({ code: 'cycle_in_units' }),
    );
  });

  it('gives a unit that was closed down no more work, but keeps its name and its place', () => {
    const tree = new UnitTree([unit('bureau'), unit('team', 'bureau', false)]);
    expect(tree.has('team')).toBe(false);
    expect(tree.all().map(({ code }) => code)).toEqual(['bureau']);
    expect(tree.ever().map(({ code }) => code)).toEqual(['bureau', 'team']);
    expect(tree.isWithin('team', 'bureau')).toBe(true);
    expect(tree.name('team')).toBe('team');
  });

  it('reads a copy in which two moves arrived in the wrong order', () => {
    const tree = UnitTree.ofCopy([unit('a', 'b'), unit('b', 'a'), unit('c', 'a'), unit('d')]);
    expect(tree.ancestorsOrSelf('a')).toEqual(['a']);
    expect(tree.ancestorsOrSelf('b')).toEqual(['b']);
    expect(tree.has('c') && tree.has('d')).toBe(true);
  });
});
