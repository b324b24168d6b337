import { type AccountView, type Role, SHIPPED_CHANNELS, type UnitView } from '@minsheng/contracts';
import { scopeGroups, seesTotalsOnly } from './scope-options';

const UNITS: UnitView[] = [
  { code: 'water', name: '县水务局', kind: 'department', parentCode: null },
  { code: 'water_station', name: '水政监察站', kind: 'sub_unit', parentCode: 'water' },
  { code: 'roads', name: '县交通局', kind: 'department', parentCode: null },
];
function account(role: Role, unitCode: string | null = null): AccountView {
  return { username: 'u', displayName: '某人', roles: [role], unitCode };
}
function valuesFor(role: Role, unitCode: string | null = null): string[] {
  return scopeGroups(account(role, unitCode), UNITS, SHIPPED_CHANNELS).flatMap((group) =>
    group.options.map((option) => option.value),
  );
}

describe('scopes that the board offers', () => {
  it('offers everything to those who see all orders, the county first', () => {
    const values = valuesFor('leader');
    expect(values[0]).toBe('county');
    expect(values).toEqual(expect.arrayContaining(['channel:county_mailbox', 'subtree:water', 'unit:roads']));
  });

  it('offers a unit its own and what is below, never the county', () => {
    expect(valuesFor('handler', 'water')).toEqual(['subtree:water', 'unit:water_station']);
    expect(valuesFor('unit_head', 'roads')).toEqual(['unit:roads']);
  });

  it('offers the desk the county totals alone', () => {
    expect(valuesFor('agent')).toEqual(['county']);
    expect(valuesFor('callback_agent')).toEqual(['county']);
  });

  it('offers the administrator and the auditor nothing', () => {
    expect(valuesFor('admin')).toEqual([]);
    expect(valuesFor('auditor')).toEqual([]);
  });

  it('knows who gets figures without the cases behind them', () => {
    expect(seesTotalsOnly(account('agent'), 'county')).toBe(true);
    expect(seesTotalsOnly(account('supervisor'), 'county')).toBe(false);
    expect(seesTotalsOnly(account('handler', 'water'), 'unit:water')).toBe(false);
  });
});
