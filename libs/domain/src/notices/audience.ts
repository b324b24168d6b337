import { ROLES, type Role } from '@minsheng/contracts';
import { type Actor, hasRole } from '../privacy/actor';

/** The roles that belong to one unit; every other role is the county's. */
export type UnitRole = Extract<Role, 'handler' | 'unit_head'>;
const UNIT_ROLES: readonly UnitRole[] = ['handler', 'unit_head'];

/** Who is told: staff of one unit (of some roles, else all), holders of a role, or one account. */
export type Audience =
  | { readonly unit: string; readonly roles?: readonly UnitRole[] }
  | { readonly role: Exclude<Role, UnitRole> }
  | { readonly account: string };

/** The audience as one word, so that a reader's notices are a few ranges of one index. */
export function audienceCode(audience: Audience): string {
  if ('account' in audience) return `account:${audience.account}`;
  if ('role' in audience) return `role:${audience.role}`;
  const { unit, roles = UNIT_ROLES } = audience;
  const only = roles.length === 1 ? roles[0] : undefined;
  return only === undefined ? `unit:${unit}` : `unit:${unit}:${only}`;
}

/** The way back. @throws Error on a word that `audienceCode` never makes: a bug, not a refusal. */
export function parseAudience(code: string): Audience {
  const [kind, name = '', role] = code.split(':');
  if (kind === 'account') return { account: code.slice('account:'.length) };
  if (kind === 'role' && isCountyRole(name)) return { role: name };
  if (kind !== 'unit' || name === '') throw new Error(`not an audience: ${code}`);
  const only = UNIT_ROLES.find((known) => known === role);
  return only === undefined ? { unit: name } : { unit: name, roles: [only] };
}

/** Every audience that the account belongs to. Staff of a unit hear of their own unit only, not of those below it. */
export function audiencesOf(actor: Actor): readonly string[] {
  const own = [`account:${actor.username}`, ...actor.roles.filter(isCountyRole).map((role) => `role:${role}`)];
  const { unitCode } = actor;
  if (unitCode === null || !hasRole(actor, ...UNIT_ROLES)) return own;
  const inUnit = UNIT_ROLES.filter((role) => hasRole(actor, role));
  return [...own, `unit:${unitCode}`, ...inUnit.map((role) => `unit:${unitCode}:${role}`)];
}

function isCountyRole(word: string): word is Exclude<Role, UnitRole> {
  return (ROLES as readonly string[]).includes(word) && !(UNIT_ROLES as readonly string[]).includes(word);
}
