import { type WarningFact } from '@minsheng/contracts';
import { addMonths, dayOfInstant, instantOf, msOfDay } from '../deadline/civil-date';
import { settle } from '../order/decide';
import { type Decision, type OrderChanges, type WorkOrder } from '../order/order';
import { endPause } from '../order/pause-effects';
import { type RuleContext } from '../order/rule-context';
import { ARCHIVED_FROM } from '../order/transitions';
import { cardSteps, redKey } from './card-steps';
import { hotlineSteps } from './hotline-steps';
import { instant, type Step, type StepTables, turnOf } from './step';
import { unitSteps } from './unit-steps';

const DAY_MS = 86_400_000;

/**
 * When the sweep has next something to do for the order; null while nothing is to be expected. Follows from the facts, so
 * that it is written with them and the sweep finds what is due by one index.
 */
export function nextStepAt(order: WorkOrder, tables: StepTables): Date | null {
  const [first] = openSteps(order, tables);
  return first?.at ?? null;
}

/**
 * The first step that is due and has not been taken, as one row of the history; null when its time has not come. Sweep
 * until null: after a stop of any length every missed step comes once, in the order in which they came due.
 */
export function sweepStep(order: WorkOrder, context: RuleContext): Decision | null {
  const [first] = openSteps(order, context);
  if (!first || first.at.getTime() > context.now.getTime()) return null;
  return take(order, first, context);
}

/** Yellow cards of a unit up to the newest count together when they are no older than this. */
export function monthBefore(now: Date): Date {
  return instantOf(addMonths(dayOfInstant(now), -1), msOfDay(now));
}

/**
 * The red card that a unit's yellow ones of one month come to, on the order of the newest; null while they are too few or
 * the order's turn has been shown a red one. Each yellow card counts towards one red.
 */
export function redForYellows(
  order: WorkOrder,
  { unitCode, yellows }: { readonly unitCode: string; readonly yellows: number },
  context: RuleContext,
): Decision | null {
  // No imported or generated case ever causes a card (rules §5).
  if (order.quiet) return null;
  const key = redKey(order);
  if (yellows < context.rules.supervision.yellowsToRed || isTaken(order, key)) return null;
  const red = { key, action: 'card_red', level: 'red', cause: 'yellows' } as const;
  return take(order, { ...red, unitCode, at: context.now }, context);
}

/** Steps not taken yet, in the order in which they come due. */
function openSteps(order: WorkOrder, tables: StepTables): readonly Step[] {
  // A merged order goes with its main order, which has the clock.
  if (order.follows) return [];
  const steps = order.quiet
    ? pauseEnd(order)
    : [
        ...pauseEnd(order),
        ...unitSteps(order, tables),
        ...cardSteps(order, tables),
        ...hotlineSteps(order, tables),
        ...archiving(order, tables),
      ];
  return steps.filter(({ key }) => !isTaken(order, key)).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function isTaken(order: WorkOrder, key: string): boolean {
  return order.warnings.some(({ step }) => step === key);
}

/** A pause ends by itself (rules §5), for cases loaded in bulk too. */
function pauseEnd({ pause, leadUnitCode }: WorkOrder): readonly Step[] {
  if (!pause) return [];
  const resume = { action: 'resume', cause: 'pause_ended', level: null, unitCode: leadUnitCode } as const;
  return [{ ...resume, key: `resume:${pause.since}`, at: instant(pause.until) }];
}

function archiving({ state, closedAt }: WorkOrder, { rules }: StepTables): readonly Step[] {
  if (!ARCHIVED_FROM.includes(state) || !closedAt) return [];
  const at = new Date(closedAt.getTime() + rules.archiveDays * DAY_MS + 1);
  return [{ key: 'archive', action: 'archive', cause: 'closed_long', level: null, unitCode: null, at }];
}

function take(order: WorkOrder, step: Step, context: RuleContext): Decision {
  const { action, cause, level, unitCode, at } = step;
  const moves = action === 'archive' || action === 'resume';
  return settle(order, changesOf(order, step, context), moves, {
    action,
    at: context.now,
    actor: null,
    actorRole: null,
    actorUnit: null,
    input: { cause, level, unitCode, step: step.key, since: at.toISOString() },
  });
}

/** Ending a pause and archiving are their own evidence; everything else is noted as a fact of the order. */
function changesOf(order: WorkOrder, step: Step, context: RuleContext): OrderChanges {
  const { action } = step;
  if (action === 'resume') return endPause(order, context);
  if (action === 'archive') return { state: 'archived' };
  if (!isWarning(action)) throw new Error(`${action} is no step of the sweep`);
  const { key, cause, level, unitCode } = step;
  const fact: WarningFact = {
    ...{ step: key, action, cause, level, unitCode },
    turn: turnOf(order),
    at: context.now.toISOString(),
  };
  return { warnings: [...order.warnings, fact] };
}

function isWarning(action: Step['action']): action is WarningFact['action'] {
  return ['remind', 'warn_blue', 'card_yellow', 'card_red', 'escalate', 'chase'].includes(action);
}
