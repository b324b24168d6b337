import { type Action, type Role } from '@minsheng/contracts';
import { isWithUnit, type WorkOrder } from '../order/order';
import { TRANSITIONS } from '../order/transitions';
import { type UnitTree } from '../units/unit-tree';
import { type Actor, hasRole } from './actor';

/**
 * The one policy: who may list, read, act on, search, export and reveal which order (rules §1, §3, §9). Lists ask
 * `orderScope` and translate it to SQL; everything that has the order in hand asks `mayRead`. Both rest on `readerUnits`.
 */

/** What decides who sees an order. */
export type AccessFacts = Pick<
  WorkOrder,
  'leadUnitCode' | 'coUnitCodes' | 'subjectUnitCode' | 'registeredBy' | 'wasInCallback'
>;

/** The orders an account may see, as data: any of the given ways in is enough. */
export interface OrderScope {
  readonly all: boolean;
  /** Orders whose `readerUnits` contain this unit. */
  readonly unitCode: string | null;
  readonly registeredBy: string | null;
  readonly callbacks: boolean;
  /** Where `unitCode` stands in the tree now: what was kept per order may still speak of the tree before a move. */
  readonly place?: { readonly subtree: readonly string[]; readonly above: readonly string[] };
}

const SEES_ALL: readonly Role[] = ['dispatcher', 'supervisor', 'leader'];
const UNIT_STAFF: readonly Role[] = ['handler', 'unit_head'];

export function orderScope(actor: Actor): OrderScope {
  return {
    all: hasRole(actor, ...SEES_ALL),
    unitCode: hasRole(actor, ...UNIT_STAFF) ? actor.unitCode : null,
    registeredBy: hasRole(actor, 'agent') ? actor.username : null,
    callbacks: hasRole(actor, 'callback_agent'),
  };
}

/** The scope with the unit's place in the tree: what lists, counts and searches are restricted by. */
export function orderScopeIn(actor: Actor, tree: UnitTree): OrderScope {
  const scope = orderScope(actor);
  if (scope.unitCode === null) return scope;
  return { ...scope, place: { subtree: tree.subtree(scope.unitCode), above: tree.ancestorsOrSelf(scope.unitCode) } };
}

/** False for those who see no case at all: auditor and admin (三权分立). */
export function seesOrders(actor: Actor): boolean {
  const scope = orderScope(actor);
  return scope.all || scope.unitCode !== null || scope.registeredBy !== null || scope.callbacks;
}

/**
 * Units whose staff may read the order: lead and co-units and everything above them, but never the unit complained of
 * or a unit below it (信访工作条例 第三十条).
 */
export function readerUnits(order: AccessFacts, tree: UnitTree): readonly string[] {
  const involved = [order.leadUnitCode, ...order.coUnitCodes].filter((code): code is string => code !== null);
  const readers = new Set(involved.flatMap((code) => tree.ancestorsOrSelf(code)));
  return [...readers].filter((code) => !isComplainedOf(code, order, tree));
}

/** The unit is the one complained of, or below it. */
export function isComplainedOf(unitCode: string, order: Pick<WorkOrder, 'subjectUnitCode'>, tree: UnitTree): boolean {
  return order.subjectUnitCode !== null && tree.isWithin(unitCode, order.subjectUnitCode);
}

export function mayRead(order: AccessFacts, actor: Actor, tree: UnitTree): boolean {
  const scope = orderScope(actor);
  return (
    scope.all ||
    (scope.unitCode !== null && readerUnits(order, tree).includes(scope.unitCode)) ||
    (scope.registeredBy !== null && order.registeredBy === scope.registeredBy) ||
    (scope.callbacks && order.wasInCallback)
  );
}

/** The actor reads this order only as staff of a unit: what is confidential stays hidden. */
export function readsAsUnit(order: Pick<AccessFacts, 'registeredBy' | 'wasInCallback'>, actor: Actor): boolean {
  const scope = orderScope(actor);
  const mine = scope.registeredBy !== null && order.registeredBy === scope.registeredBy;
  return scope.unitCode !== null && !scope.all && !mine && !(scope.callbacks && order.wasInCallback);
}

/** Whether any order of the actor's lists is read as a unit: a search by number must not tell whose it is. */
export function listsAsUnit(actor: Actor): boolean {
  const scope = orderScope(actor);
  return scope.unitCode !== null && !scope.all;
}

/** What a person who was shown the order may do at all, whatever its state: `role`, `unit` name the lack. */
export function mayAct(
  action: Action,
  order: Pick<WorkOrder, 'leadUnitCode' | 'coUnitCodes'>,
  actor: Actor,
): 'yes' | 'wrong_role' | 'wrong_unit' {
  const { by, seat } = TRANSITIONS[action];
  if (!hasRole(actor, ...by)) return 'wrong_role';
  const asDesk = hasRole(actor, ...by.filter((role) => !UNIT_STAFF.includes(role)));
  if (seat === 'reader' || (seat === 'desk_or_lead' && asDesk)) return 'yes';
  const seats = seat === 'co' ? order.coUnitCodes : [order.leadUnitCode];
  return actor.unitCode !== null && seats.includes(actor.unitCode) ? 'yes' : 'wrong_unit';
}

/** Whether the actor may see the caller's data in clear; every reveal is audited (rules §9). */
export function mayReveal(
  order: Pick<WorkOrder, 'anonymous' | 'confidential' | 'leadUnitCode' | 'state' | 'registeredBy'>,
  actor: Actor,
): boolean {
  if (hasRole(actor, 'dispatcher')) return true;
  if (hasRole(actor, 'callback_agent') && order.state === 'awaiting_callback') return true;
  if (hasRole(actor, 'agent') && order.registeredBy === actor.username) return true;
  return (
    hasRole(actor, 'handler') &&
    !order.confidential &&
    !order.anonymous &&
    order.leadUnitCode !== null &&
    order.leadUnitCode === actor.unitCode &&
    isWithUnit(order.state)
  );
}

/** Roles that may find an order by a person's number (rules §9 `q`). */
export function maySearchPhone(actor: Actor): boolean {
  return hasRole(actor, 'dispatcher', 'callback_agent', 'agent', 'handler');
}
