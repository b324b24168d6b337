import { type CallbackFact, type Satisfaction } from '@minsheng/contracts';
import { FAR_FUTURE } from './score';
import { ms } from './turn';
import { tallyDay } from './period';

const CONTENT: readonly (Satisfaction | null)[] = ['very_satisfied', 'satisfied', 'fairly_satisfied'];

/** The stored 0/1 scores of one call or rating. Not reached, refused or not asked: in no base (rules §6). */
export interface CallbackScore {
  readonly at: Date;
  readonly asked: boolean;
  readonly resolved: boolean;
  readonly rated: boolean;
  readonly satisfied: boolean;
  /** The order's next rating: within a period only the last one counts, so this one counts where the next lies beyond. */
  readonly nextRatedAt: Date;
  /** Its order's last rating of its Shanghai month: what the month's tallies count. */
  readonly lastOfMonth: boolean;
}

function isRated(fact: CallbackFact): boolean {
  return fact.outcome === 'answered' && fact.satisfaction !== null;
}

/** Scores all calls and ratings of one order, given in the order of time. */
export function scoreCallbacks(facts: readonly CallbackFact[]): CallbackScore[] {
  return facts.map((fact, index) => {
    const next = facts.slice(index + 1).find(isRated);
    const at = new Date(ms(fact.at));
    const nextRatedAt = next ? new Date(ms(next.at)) : FAR_FUTURE;
    const rated = isRated(fact);
    const asked = fact.outcome === 'answered' && fact.resolved !== null;
    return {
      at,
      asked,
      resolved: asked && fact.resolved === true,
      rated,
      satisfied: rated && CONTENT.includes(fact.satisfaction),
      nextRatedAt,
      lastOfMonth: rated && tallyDay(at).slice(0, 7) !== tallyDay(nextRatedAt).slice(0, 7),
    };
  });
}
