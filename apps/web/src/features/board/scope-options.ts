/** Which scopes the board offers: what the rules let a role see; the server still judges every one. */
import type { AccountView, Channel, Role, UnitView } from '@minsheng/contracts';

export interface ScopeOption {
  readonly value: string;
  readonly label: string;
}
export interface ScopeGroup {
  readonly label: string;
  readonly options: readonly ScopeOption[];
}

const COUNTY: ScopeOption = { value: 'county', label: '全县' };
const SEE_ALL: readonly Role[] = ['leader', 'supervisor', 'dispatcher'];
const SEE_OWN: readonly Role[] = ['handler', 'unit_head'];
const SEE_COUNTY: readonly Role[] = ['agent', 'callback_agent'];

const holds = (account: AccountView, roles: readonly Role[]): boolean =>
  roles.some((role) => account.roles.includes(role));

/** Figures without the cases behind them: the county as the desk sees it. */
export function seesTotalsOnly(account: AccountView, scope: string): boolean {
  return scope === COUNTY.value && !holds(account, SEE_ALL);
}

function unitOptions(units: readonly UnitView[]): ScopeOption[] {
  const parents = new Set(units.map((unit) => unit.parentCode));
  return units.map((unit) =>
    parents.has(unit.code)
      ? { value: `subtree:${unit.code}`, label: `${unit.name}（含下属）` }
      : { value: `unit:${unit.code}`, label: unit.name },
  );
}

/** The unit itself and everything below it. */
function subtreeOf(units: readonly UnitView[], code: string): UnitView[] {
  const children = units.filter((unit) => unit.parentCode === code);
  return [...units.filter((unit) => unit.code === code), ...children.flatMap((child) => subtreeOf(units, child.code))];
}

/** Empty for roles without figures (admin, auditor). The first option is what the board opens with. */
export function scopeGroups(
  account: AccountView,
  units: readonly UnitView[],
  allChannels: readonly Pick<Channel, 'code' | 'label'>[],
): ScopeGroup[] {
  if (holds(account, SEE_ALL)) {
    const channels = allChannels.map(({ code, label }) => ({ value: `channel:${code}`, label }));
    return [
      { label: '全县', options: [COUNTY] },
      { label: '渠道', options: channels },
      { label: '单位', options: unitOptions(units) },
    ];
  }
  const groups: ScopeGroup[] = [];
  if (holds(account, SEE_COUNTY)) groups.push({ label: '全县', options: [COUNTY] });
  if (holds(account, SEE_OWN) && account.unitCode) {
    const own = subtreeOf(units, account.unitCode);
    const fallback = [{ value: `subtree:${account.unitCode}`, label: '本单位' }];
    groups.push({ label: '本单位', options: own.length > 0 ? unitOptions(own) : fallback });
  }
  return groups;
}
