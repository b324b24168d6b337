import { type LedgerHolder, type LedgerReason, type OrderState } from '@minsheng/contracts';
import { type WorkingCalendar } from '../deadline';
import { type HistoryRecord, isOpen, type WorkOrder } from './order';
import { CLOCK_CHARGED_TO } from './transitions';

/** A stretch of an order's life in one hand, for one reason. */
export interface LedgerSpan {
  readonly holder: LedgerHolder;
  readonly reason: LedgerReason;
  readonly from: Date;
  readonly to: Date;
  /** Whole office minutes. */
  readonly workingMinutes: number;
}

/** Who held an order how long, from registration to closing or to now: what reports and appeals read (rules §5). */
export interface Ledger {
  readonly segments: readonly LedgerSpan[];
  /** The sum of the segments' working minutes. */
  readonly total: number;
}

/** What the ledger reads of a history row, in the order of `seq`. */
export type LedgerRow = Pick<HistoryRecord, 'action' | 'at' | 'toState' | 'facts'>;

/**
 * Derives the ledger from the history alone, beginning at registration. The gap between a closing and a later redo is
 * nobody's; what follows the last closing is not in the ledger. A case imported with its reply was with its unit from
 * receipt to reply, or with nobody where none is named; one imported without a reply waits for dispatch like any other.
 */
export function ledgerOf(
  history: readonly LedgerRow[],
  order: Pick<WorkOrder, 'receivedAt'>,
  now: Date,
  calendar: WorkingCalendar,
): Ledger {
  const start = order.receivedAt;
  const holdings = holdingsOf(history, start.getTime(), now);
  const closing = holdings.findLastIndex(({ state }) => isOpen(state)) + 1;
  const end = holdings[closing]?.at ?? Math.max(now.getTime(), holdings.at(-1)?.at ?? 0);
  /** Cumulative minutes are floored before they are subtracted: the parts sum to the whole. */
  const minutesUntil = (ms: number): number => Math.floor(calendar.workMillisBetween(start, new Date(ms)) / 60_000);
  const segments = spansOf(holdings.slice(0, closing), end).map(({ from, to, ...held }) => ({
    ...held,
    from: new Date(from),
    to: new Date(to),
    workingMinutes: minutesUntil(to) - minutesUntil(from),
  }));
  return { segments, total: segments.reduce((sum, { workingMinutes }) => sum + workingMinutes, 0) };
}

/** From when the order was in which state, and which unit led it. */
interface Holding {
  readonly at: number;
  readonly state: OrderState;
  readonly unit: string | null;
  /** Why, and until when at the latest, the clock stood while the unit handled it. */
  readonly paused: Paused | null;
}

interface Paused {
  readonly reason: string;
  readonly until: number;
}

/**
 * Two machines' clocks may differ by a little, the order of `seq` never lies: a row that says it is older than the
 * one before it counts from that one. A pause ends by itself at the time it was given, whenever that was recorded.
 */
function holdingsOf(history: readonly LedgerRow[], start: number, now: Date): Holding[] {
  const holdings: Holding[] = [];
  let [at, unit, paused]: [number, string | null, Paused | null] = [start, null, null];
  const goOn = (until: number): void => {
    const last = holdings.at(-1);
    if (!last || !paused || paused.until >= until) return;
    holdings.push({ ...last, at: Math.max(at, paused.until), paused: null });
    paused = null;
  };
  for (const row of history) {
    goOn(row.at.getTime());
    at = Math.max(at, row.at.getTime());
    const named = row.facts.after.leadUnitCode;
    if (named !== undefined) unit = typeof named === 'string' ? named : null;
    if (row.facts.after.pause !== undefined) paused = pauseOf(row.facts.after.pause);
    if (row.action === 'import' && !isOpen(row.toState)) holdings.push({ at: start, state: 'handling', unit, paused });
    holdings.push({ at, state: row.toState, unit, paused });
  }
  goOn(now.getTime());
  return holdings;
}

interface Span {
  readonly holder: LedgerHolder;
  readonly reason: LedgerReason;
  readonly from: number;
  readonly to: number;
}

/** One span per change of holder or reason, none of zero length. */
function spansOf(holdings: readonly Holding[], end: number): Span[] {
  const spans: Span[] = [];
  holdings.forEach((holding, index) => {
    const span = { ...chargeOf(holding), from: holding.at, to: holdings[index + 1]?.at ?? end };
    if (span.to === span.from) return;
    const before = spans.at(-1);
    if (before?.holder === span.holder && before.reason === span.reason) {
      spans[spans.length - 1] = { ...before, to: span.to };
    } else spans.push(span);
  });
  return spans;
}

/** A pause as a history row keeps it, fresh or read back from JSON. */
function pauseOf(pause: unknown): Paused | null {
  if (typeof pause !== 'object' || pause === null || !('reasonCode' in pause)) return null;
  const until = 'until' in pause ? Date.parse(String(pause.until)) : Infinity;
  return { reason: String(pause.reasonCode), until: Number.isNaN(until) ? Infinity : until };
}

function chargeOf({ state, unit, paused }: Holding): Pick<Span, 'holder' | 'reason'> {
  if (state === 'handling' && paused?.reason === 'citizen') return { holder: 'citizen', reason: 'paused_citizen' };
  if (state === 'handling' && paused !== null) return { holder: 'nobody', reason: 'paused_statutory' };
  const charge = CLOCK_CHARGED_TO[state];
  if (charge !== 'unit') return { holder: charge, reason: state };
  return { holder: unit === null ? 'nobody' : `unit:${unit}`, reason: state };
}
