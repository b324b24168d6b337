import { type AppealOutcome, type CallbackFact, type Kind } from '@minsheng/contracts';
import { scoreAppeal } from './appeal';
import { scoreCallbacks } from './callback';
import { type Figures, type Measure } from './figures';
import { tallyDay } from './period';
import { FAR_FUTURE, type TurnScore } from './score';
import { type Placement, tallyScopesOf } from './scopes';
import { ms } from './turn';

/** The bucket of a gauge: it counts what is, not what happened on a day. */
export const GAUGE_BUCKET = 'now';

/** What one fact adds to the tallies of all its scopes. */
export interface Contribution {
  readonly scopes: readonly string[];
  /** `d2026-03-31`, or the gauge. */
  readonly bucket: string;
  readonly measures: Partial<Figures>;
}

export function dayBucket(day: string): string {
  return `d${day}`;
}

function counted(flags: Partial<Record<Measure, boolean | number>>): Partial<Figures> {
  return Object.fromEntries(
    Object.entries(flags)
      .filter(([, n]) => n)
      .map(([measure, n]) => [measure, Number(n)]),
  );
}

/** The measures of a settled turn, on the day it settled. A turn that is still open late is counted live instead. */
export function settledMeasures(score: TurnScore, weight: number): Partial<Figures> {
  const done = score.outcome === 'on_time' || score.outcome === 'late_done';
  if (!done && score.outcome !== 'late_left') return {};
  return counted({
    onTime: score.outcome === 'on_time',
    lateDone: score.outcome === 'late_done',
    lateOpen: score.outcome === 'late_left',
    dueWeight: weight,
    acceptedWeight: score.accepted ? weight : 0,
  });
}

/**
 * What one scored turn adds: when it settled, and when it was dispatched. Taken from the stored score, so that what is
 * taken off later is exactly what was added.
 */
export function turnContributions(
  score: TurnScore & { readonly dispatchedAt: Date },
  placement: Placement,
  weight: number,
): Contribution[] {
  const scopes = tallyScopesOf(placement);
  const settled = settledMeasures(score, weight);
  const { received, receivedReplied, signBase, signMet } = score;
  const dispatched = counted({ received, receivedReplied, signBase, signMet });
  const parts: Contribution[] = [];
  const isSettled = score.settledAt < FAR_FUTURE;
  if (isSettled) parts.push({ scopes, bucket: dayBucket(tallyDay(score.settledAt)), measures: settled });
  parts.push({ scopes, bucket: dayBucket(tallyDay(score.dispatchedAt)), measures: dispatched });
  return parts.filter((part) => Object.keys(part.measures).length > 0);
}

/** What the calls and ratings of one order add, each on its day and to the unit that answered for it. */
export function callbackContributions(facts: readonly CallbackFact[], placement: Placement): Contribution[] {
  return scoreCallbacks(facts)
    .map((score, index) => ({
      scopes: tallyScopesOf({ ...placement, unitCode: facts[index]?.unitCode ?? null }),
      bucket: dayBucket(tallyDay(score.at)),
      measures: counted({
        asked: score.asked,
        resolved: score.resolved,
        rated: score.lastOfMonth,
        satisfied: score.lastOfMonth && score.satisfied,
      }),
    }))
    .filter((part) => Object.keys(part.measures).length > 0);
}

/** An order that is not closed counts as open wherever it is placed now. */
export function openContribution(open: boolean, placement: Placement): Contribution[] {
  return open ? [{ scopes: tallyScopesOf(placement), bucket: GAUGE_BUCKET, measures: { open: 1 } }] : [];
}

/** What one appeal adds on the day of its registration. An appeal has no unit. */
export function appealContributions(
  appeal: { outcome: AppealOutcome; kind: Kind; registeredAt: string },
  placement: Omit<Placement, 'unitCode'>,
): Contribution[] {
  const at = new Date(ms(appeal.registeredAt));
  const scopes = tallyScopesOf({ ...placement, unitCode: null });
  return [{ scopes, bucket: dayBucket(tallyDay(at)), measures: counted({ appeals: true, ...scoreAppeal(appeal) }) }];
}
