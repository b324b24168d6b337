import { RETURN_REASONS, type ReturnReason } from '@minsheng/contracts';
import { type HistoryRecord, type WorkOrder } from '../order/order';

/** What of an order's past decides how its next step counts for routing. */
export interface RoutingState {
  readonly leadUnitCode: string | null;
  readonly categoryCode: string | null;
  readonly townshipCode: string | null;
  readonly subjectUnitCode: string | null;
  /** The unit that had the order last, once it has left it. */
  readonly leftUnitCode: string | null;
}

/** An order was given to a unit, by dispatch or by reassignment. */
export interface GivenFact {
  readonly kind: 'given';
  readonly seq: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly unitCode: string;
  /** The unit that had it before. */
  readonly fromUnitCode: string | null;
  readonly categoryCode: string | null;
  readonly townshipCode: string | null;
  readonly subjectUnitCode: string | null;
}

/** A unit asked to give an order back. */
export interface ReturnAskedFact {
  readonly kind: 'return_asked';
  readonly seq: number;
  readonly at: Date;
  readonly unitCode: string;
  readonly reasonCode: ReturnReason;
}

/** That was decided; `lapsed`: the order was taken from the unit, or it withdrew. */
export interface ReturnDecidedFact {
  readonly kind: 'return_decided';
  readonly at: Date;
  readonly outcome: ReturnOutcome;
}
export type ReturnOutcome = 'accepted' | 'rejected' | 'lapsed';
export type RoutingFact = GivenFact | ReturnAskedFact | ReturnDecidedFact;

/** The state before the order's next step. */
export function routingStateOf(order: WorkOrder): RoutingState {
  const { leadUnitCode, categoryCode, townshipCode, subjectUnitCode, turns } = order;
  const last = turns.at(-1);
  const leftUnitCode = last && last.leftAt !== null ? last.unitCode : null;
  return { leadUnitCode, categoryCode, townshipCode, subjectUnitCode, leftUnitCode };
}

/** The state in which an order was born, told from its finished history. */
export function bornRoutingState(order: WorkOrder, history: readonly HistoryRecord[]): RoutingState {
  const named = history.find(({ facts }) => 'subjectUnitCode' in facts.after);
  return {
    leadUnitCode: null,
    categoryCode: order.categoryCode,
    townshipCode: order.townshipCode,
    subjectUnitCode: named ? textOr(named.facts.before.subjectUnitCode, null) : order.subjectUnitCode,
    leftUnitCode: null,
  };
}

/** What one row of the history means for routing, and the state after it; told from the row, not from its action's name. */
export function routingStep(
  state: RoutingState,
  row: HistoryRecord,
): { readonly state: RoutingState; readonly facts: readonly RoutingFact[] } {
  const { after } = row.facts;
  const next = moved(state, after);
  return { state: next, facts: [...returnFacts(state, row), ...givenFacts(state, next, row)] };
}

function moved(state: RoutingState, after: Readonly<Record<string, unknown>>): RoutingState {
  const leadUnitCode = textOr(after.leadUnitCode, 'leadUnitCode' in after ? null : state.leadUnitCode);
  const left = state.leadUnitCode !== null && leadUnitCode !== state.leadUnitCode;
  return {
    leadUnitCode,
    categoryCode: textOr(after.categoryCode, state.categoryCode),
    townshipCode: textOr(after.townshipCode, state.townshipCode),
    subjectUnitCode: textOr(after.subjectUnitCode, state.subjectUnitCode),
    leftUnitCode: left ? state.leadUnitCode : state.leftUnitCode,
  };
}

/** An imported case was never routed by anybody. */
function givenFacts(before: RoutingState, after: RoutingState, row: HistoryRecord): readonly GivenFact[] {
  const unitCode = after.leadUnitCode;
  if (unitCode === null || unitCode === before.leadUnitCode || row.actor === null) return [];
  const { categoryCode, townshipCode, subjectUnitCode } = after;
  const matter = { categoryCode, townshipCode, subjectUnitCode };
  const { seq, at, actor } = row;
  return [{ kind: 'given', seq, at, actor, unitCode, fromUnitCode: after.leftUnitCode, ...matter }];
}

function returnFacts(state: RoutingState, row: HistoryRecord): readonly RoutingFact[] {
  const { seq, at, action, fromState, toState } = row;
  if (toState === 'return_pending' && fromState !== 'return_pending') {
    const reasonCode = RETURN_REASONS.find((code) => code === row.facts.input.reasonCode) ?? 'other';
    return [{ kind: 'return_asked', seq, at, unitCode: state.leadUnitCode ?? '', reasonCode }];
  }
  if (fromState !== 'return_pending' || toState === 'return_pending') return [];
  const outcome = action === 'accept_return' ? 'accepted' : action === 'reject_return' ? 'rejected' : 'lapsed';
  return [{ kind: 'return_decided', at, outcome }];
}

function textOr(value: unknown, fallback: string | null): string | null {
  return typeof value === 'string' ? value : fallback;
}
