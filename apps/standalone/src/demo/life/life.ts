import { type Action, type OrderRequested, type OrderState } from '@minsheng/contracts';
import {
  type Actor,
  decide,
  type Decision,
  type HistoryRecord,
  type Inputs,
  joinOrder,
  type RuleTables,
  openOrder,
  rateByCode,
  type RuleContext,
  type UnitTree,
  type WorkingCalendar,
  type WorkOrder,
} from '@minsheng/domain';

const MINUTE_MS = 60_000;

/** The tables that the generated lives obey: the same that the services obey. */
export type Rules = RuleTables;

/** Raised inside a life when the next step would lie after `asOf`, or in a state where the case is to be shown. */
export class LifeEnds extends Error {}

/**
 * One order on its way, moved only by the domain's own `decide`: what it leaves behind is legal and replays. Time moves
 * forward with every step.
 */
export class Life {
  order: WorkOrder;
  readonly history: HistoryRecord[] = [];
  now: Date;

  constructor(
    request: OrderRequested,
    private readonly rules: Rules,
    private readonly asOf: Date,
    /** Stops in this state, so that each state has something to show; null: as far as time goes. */
    readonly stopIn: OrderState | null,
  ) {
    const born = openOrder(request);
    this.order = born.order;
    this.history.push(born.history);
    this.now = born.order.receivedAt;
  }

  get calendar(): WorkingCalendar {
    return this.rules.calendar;
  }

  get units(): UnitTree {
    return this.rules.units;
  }

  /** @throws LifeEnds when `at` has not come yet or the case has reached the state it is to be shown in. */
  act<A extends Action>(action: A, input: Inputs[A], actor: Actor, at: Date = this.now): void {
    this.advance(at);
    this.keep(decide(this.order, action, input, actor, this.context()));
  }

  join(appealCode: string, text: string, by: string): void {
    const { code: orderCode } = this.order;
    const joined = { appealCode, orderCode, text, subjectUnitCode: null, registeredBy: by, at: this.now.toISOString() };
    this.keep(joinOrder(this.order, joined, this.context()));
  }

  rate(
    resolved: boolean,
    satisfaction: 'satisfied' | 'very_satisfied' | 'fairly_satisfied' | 'dissatisfied',
    at: Date,
  ): void {
    this.advance(at);
    const { code, appealCode } = this.order;
    const rating = { orderCode: code, letterCode: appealCode, resolved, satisfaction, at: at.toISOString() };
    this.keep(rateByCode(this.order, rating, this.context()));
  }

  /** Lets time pass. */
  advance(at: Date): void {
    if (this.order.state === this.stopIn || at.getTime() > this.asOf.getTime()) throw new LifeEnds();
    if (at.getTime() > this.now.getTime()) this.now = at;
  }

  /** So many office minutes after `from`; around the clock for what cannot wait. */
  after(minutes: number, from: Date = this.now): Date {
    if (this.isRunningByTheClock) return this.byTheClock(minutes, from);
    return toSecond(this.calendar.addWorkMinutes(from, Math.max(1, minutes)));
  }

  byTheClock(minutes: number, from: Date = this.now): Date {
    return toSecond(new Date(from.getTime() + Math.max(1, minutes) * MINUTE_MS));
  }

  /** Minutes between, in the measure of `after`. */
  minutes(from: Date, to: Date): number {
    if (this.isRunningByTheClock) return (to.getTime() - from.getTime()) / MINUTE_MS;
    return this.calendar.workMinutesBetween(from, to);
  }

  private get isRunningByTheClock(): boolean {
    return this.order.urgency === 'critical' || this.order.urgency === 'urgent';
  }

  private context(): RuleContext {
    return { now: this.now, ...this.rules };
  }

  private keep(decision: Decision): void {
    this.order = decision.order;
    this.history.push(decision.history);
  }
}

function toSecond(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / 1000) * 1000);
}
