import { type HistoryAction } from '@minsheng/contracts';
import { contextAt, type Walk } from '../order/an-order.fixture';
import { nextStepAt, sweepStep } from './sweep';

/** Sweeps an order at a Shanghai time until nothing is due any more; what was taken, in order, as `action cause`. */
export function sweepAt(walk: Walk, when: string): string[] {
  const taken: string[] = [];
  const context = contextAt(when);
  for (let step = sweepStep(walk.order, context); step; step = sweepStep(walk.order, context)) {
    walk.decisions.push(step);
    taken.push(told(step.history.action, step.history.facts.input.cause));
    if (taken.length > 50) throw new Error('the sweep never ends');
  }
  return taken;
}

/** The next alarm as Shanghai reads it, to the millisecond; null for none. */
export function alarmOf(walk: Walk): string | null {
  const next = nextStepAt(walk.order, contextAt('2026-03-01T00:00:00'));
  return next && new Date(next.getTime() + 8 * 3_600_000).toISOString().slice(0, 23);
}

function told(action: HistoryAction, cause: unknown): string {
  return `${action} ${String(cause)}`;
}
