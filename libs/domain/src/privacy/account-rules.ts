import { type AccountDeed, type Post, POST_LABELS, POSTS_OF_ROLE, type Role, ROLE_LABELS } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type UnitTree } from '../units/unit-tree';
import { type Actor, hasRole } from './actor';

/** Who may hold which account, and who may do what to it (rules §1, §9; 等保 三权分立). */

/** What an account may do and where. */
export interface Duties {
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  readonly post: Post | null;
}

/** An account as the administrator's page knows it. */
export interface HeldAccount extends Duties {
  readonly username: string;
  readonly active: boolean;
}

/** Duties that stand alone: whoever holds one of them holds nothing else. */
const SEPARATE: readonly Role[] = ['admin', 'auditor'];
const OF_A_UNIT: readonly Role[] = ['handler', 'unit_head'];

/**
 * Administrator and auditor stand alone, staff of a unit have one, a post belongs to its role.
 * @throws DomainError roles_not_separate, unit_required, unknown_unit, post_not_for_role
 */
export function refuseDuties({ roles, unitCode, post }: Duties, units: Pick<UnitTree, 'has'>): void {
  if (roles.length > 1 && roles.some((role) => SEPARATE.includes(role))) throw new DomainError('roles_not_separate');
  const ofUnit = roles.find((role) => OF_A_UNIT.includes(role));
  if (ofUnit && unitCode === null) throw new DomainError('unit_required', { role: ROLE_LABELS[ofUnit] });
  if (unitCode !== null && !units.has(unitCode)) throw new DomainError('unknown_unit', { unit: unitCode });
  if (post !== null && !roles.some((role) => POSTS_OF_ROLE[role]?.includes(post)))
    throw new DomainError('post_not_for_role', { post: POST_LABELS[post] });
}

/** Of two versions of an account, whether the second may do less or elsewhere: its sessions end. */
export function rightsShrink(before: Duties, after: Duties): boolean {
  return (
    before.unitCode !== after.unitCode ||
    before.post !== after.post ||
    before.roles.some((role) => !after.roles.includes(role))
  );
}

const OF_ADMINISTRATION: readonly AccountDeed[] = ['change', 'disable', 'enable'];
const OF_SECURITY: readonly AccountDeed[] = ['unlock', 'reset_password', 'cut_sessions'];

/** True for an administrator on the security post. */
export function keepsLocks(account: Pick<Actor, 'roles' | 'post'>): boolean {
  return account.roles.includes('admin') && account.post === 'security';
}

/**
 * Whether the administrator may do this to the account. Locks and passwords belong to the security post wherever an
 * account holds it; a county that has not filled it leaves them with the system administrator.
 * @throws DomainError forbidden, duty_elsewhere, own_account
 */
export function refuseDeed(
  deed: AccountDeed,
  account: Pick<HeldAccount, 'username'>,
  actor: Actor,
  securityIsFilled: boolean,
): void {
  if (!hasRole(actor, 'admin')) throw new DomainError('forbidden');
  if (keepsLocks(actor)) {
    if (!OF_SECURITY.includes(deed)) throw new DomainError('forbidden');
  } else if (OF_SECURITY.includes(deed) && securityIsFilled) throw new DomainError('duty_elsewhere');
  if (account.username === actor.username) throw new DomainError('own_account');
}

/** The deeds that `refuseDeed` lets through and that mean something for the account as it is. */
export function allowedDeeds(
  account: HeldAccount & { readonly locked: boolean },
  actor: Actor,
  securityIsFilled: boolean,
): AccountDeed[] {
  const useful = (deed: AccountDeed): boolean => {
    if (deed === 'enable') return !account.active;
    if (deed === 'disable' || deed === 'reset_password' || deed === 'cut_sessions') return account.active;
    return deed === 'unlock' ? account.locked : true;
  };
  const allowed = (deed: AccountDeed): boolean => {
    try {
      refuseDeed(deed, account, actor, securityIsFilled);
      return true;
    } catch {
      return false;
    }
  };
  return [...OF_ADMINISTRATION, ...OF_SECURITY].filter((deed) => useful(deed) && allowed(deed));
}

/**
 * The last one who can administer, and the last one who can audit, stay: nobody could undo it.
 * @throws DomainError last_of_duty
 */
export function refuseLastOfDuty(before: HeldAccount, after: HeldAccount, all: readonly HeldAccount[]): void {
  for (const role of SEPARATE) {
    if (!fills(before, role) || fills(after, role)) continue;
    if (!all.some((other) => other.username !== before.username && fills(other, role)))
      throw new DomainError('last_of_duty', { role: ROLE_LABELS[role] });
  }
}

/** The security post administers nothing, so it does not stand in for the administrator. */
function fills(account: HeldAccount, role: Role): boolean {
  return account.active && account.roles.includes(role) && !keepsLocks(account);
}
