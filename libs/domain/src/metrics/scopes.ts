import { type Role } from '@minsheng/contracts';

export const SCOPE_KINDS = ['county', 'unit', 'subtree', 'channel', 'kind', 'category', 'township'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** Whose figures are meant (rules §6). */
export interface Scope {
  readonly kind: ScopeKind;
  /** Empty for the county. */
  readonly code: string;
}

const SCOPE = /^(unit|subtree|channel|kind|category|township):([A-Za-z0-9_-]{1,40})$/;

/** `unit:water_bureau` → its parts; null where nobody could mean it. */
export function parseScope(text: string): Scope | null {
  if (text === 'county') return { kind: 'county', code: '' };
  const parts = SCOPE.exec(text);
  const kind = SCOPE_KINDS.find((known) => known === parts?.[1]);
  return parts?.[2] && kind ? { kind, code: parts[2] } : null;
}

export function formatScope(scope: Scope): string {
  return scope.kind === 'county' ? 'county' : `${scope.kind}:${scope.code}`;
}

/** What an order, a turn or an appeal is counted under. */
export interface Placement {
  readonly unitCode: string | null;
  readonly channel: string;
  readonly kind: string;
  readonly categoryCode: string | null;
  readonly townshipCode: string | null;
}

/**
 * The scopes under which tallies are kept. `subtree` is summed from units when it is read, so that moving a unit in the
 * tree takes effect at once and no tally goes stale.
 */
export function tallyScopesOf(placement: Placement): string[] {
  const scopes = ['county', `channel:${placement.channel}`, `kind:${placement.kind}`];
  if (placement.unitCode !== null) scopes.push(`unit:${placement.unitCode}`);
  if (placement.categoryCode !== null) scopes.push(`category:${placement.categoryCode}`);
  if (placement.townshipCode !== null) scopes.push(`township:${placement.townshipCode}`);
  return scopes;
}

/** Of an actor and the unit tree, what the policy needs. */
interface Viewer {
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
}
interface Tree {
  isWithin(code: string, ancestor: string): boolean;
}

const COUNTY_WIDE: readonly Role[] = ['leader', 'supervisor', 'dispatcher'];
const OF_A_UNIT: readonly Role[] = ['handler', 'unit_head'];
const TOTALS_ONLY: readonly Role[] = ['agent', 'callback_agent'];

function has(viewer: Viewer, roles: readonly Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}

/** Sees every scope, with the cases behind the figures. */
export function seesAllScopes(viewer: Viewer): boolean {
  return has(viewer, COUNTY_WIDE);
}

/**
 * The one policy for figures, over HTTP and socket alike (rules §1): `cases` with the orders behind them, `totals`
 * figures alone, `none` refused. Whoever is not named sees nothing.
 */
export function scopeAccess(viewer: Viewer, scope: Scope, tree: Tree): 'cases' | 'totals' | 'none' {
  if (seesAllScopes(viewer)) return 'cases';
  const ofUnit = scope.kind === 'unit' || scope.kind === 'subtree';
  if (ofUnit && viewer.unitCode !== null && has(viewer, OF_A_UNIT) && tree.isWithin(scope.code, viewer.unitCode)) {
    return 'cases';
  }
  return scope.kind === 'county' && has(viewer, TOTALS_ONLY) ? 'totals' : 'none';
}
