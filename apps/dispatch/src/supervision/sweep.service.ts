import { Injectable, Logger } from '@nestjs/common';
import { type Decision, nextStepAt, type RuleContext, sweepStep } from '@minsheng/domain';
import { Clock, UnitOfWork } from '@minsheng/platform';
import { OrderFamilies } from '../merging/order-families.service';
import { type WorkOrderEntity } from '../orders/order.entity';
import { OrderWriter } from '../orders/order-writer.service';
import { OrdersRepository } from '../orders/orders.repository';
import { RuleContexts } from '../orders/rule-context.provider';
import { type DueOrder, SweepRepository } from './sweep.repository';

const BATCH = 200;
/** How often an order that others write meanwhile is tried in one sweep; the next sweep finds it again. */
const MOST_TRIES = 20;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** What a sweep did. */
export interface SweepReport {
  readonly orders: number;
  readonly steps: number;
  readonly failed: number;
}

/**
 * Takes every step that time has brought (rules §5), each once: a step is a fact of its order, stored by compare-and-set,
 * so that several sweeps at once, or one that was killed half-way, take none twice and leave none out.
 */
@Injectable()
export class SweepService {
  private readonly logger = new Logger(SweepService.name);
  /** How often an order has failed in a row, in this process. */
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly alarms: SweepRepository,
    private readonly orders: OrdersRepository,
    private readonly writer: OrderWriter,
    private readonly contexts: RuleContexts,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly families: OrderFamilies,
  ) {}

  /** Every order whose alarm has gone off, each in a transaction of its own. One that fails does not stop the others. */
  async sweep(): Promise<SweepReport> {
    const now = this.clock.now();
    const done = { orders: 0, steps: 0, failed: 0 };
    let last: DueOrder | null = null;
    for (;;) {
      const batch: readonly DueOrder[] = await this.alarms.due(now, last, BATCH);
      for (const order of batch) {
        const steps = await this.tryOrder(order);
        done.orders += 1;
        if (steps === null) done.failed += 1;
        else done.steps += steps;
      }
      last = batch.at(-1) ?? null;
      if (batch.length < BATCH) return done;
    }
  }

  /** Sets every alarm anew, where the tables or the calendar they follow from have changed. Says how many it moved. */
  async rearm(): Promise<number> {
    let moved = 0;
    for (let last = 0; ;) {
      const batch = await this.alarms.loud(last, BATCH);
      if (batch.length === 0) return moved;
      const context = await this.contexts.now();
      for (const order of batch) {
        last = order.id;
        const next = nextStepAt(order, context);
        if (next?.getTime() === order.nextStepAt?.getTime()) continue;
        if (await this.uow.run(() => this.alarms.setAlarm(order, next))) moved += 1;
      }
    }
  }

  private async tryOrder({ code }: DueOrder): Promise<number | null> {
    try {
      const steps = await this.takeSteps(code);
      this.failures.delete(code);
      return steps;
    } catch (error) {
      const count = (this.failures.get(code) ?? 0) + 1;
      this.failures.set(code, count);
      this.logger.error(`sweep of order ${code} failed, attempt ${String(count)}`, error);
      await this.postpone(code, count).catch((failure: unknown) => this.logger.error('postponing failed', failure));
      return null;
    }
  }

  /** Every step of one order that is due, stored together. */
  private async takeSteps(code: string): Promise<number> {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const steps = await this.uow.run(() => this.tryTake(code));
      if (steps !== null) return steps;
    }
    throw new Error(`order ${code} is never at rest`);
  }

  /** null: somebody else was faster. */
  private async tryTake(code: string): Promise<number | null> {
    const context = await this.contexts.now();
    let order: WorkOrderEntity | null = await this.orders.byCode(code);
    if (!order) return 0;
    const before = order.seq;
    for (let decision = sweepStep(order, context); decision; decision = sweepStep(order, context)) {
      order = await this.takeStep(order, decision, context);
      if (!order) return null;
    }
    // Nothing to do after all: a limit was moved by a table, or a failure had postponed the alarm.
    if (order.seq === before && !(await this.alarms.setAlarm(order, nextStepAt(order, context)))) return null;
    return order.seq - before;
  }

  /** One row, and those of the orders that follow where it moves them: a clock that goes on goes on for all. */
  private async takeStep(
    order: WorkOrderEntity,
    decision: Decision,
    context: RuleContext,
  ): Promise<WorkOrderEntity | null> {
    const others = await this.families.followerSteps(order, decision.order, context);
    if (others.length > 0 && !(await this.orders.hold([order, ...others.map(({ of }) => of)]))) return null;
    const stored = await this.writer.store(order, decision, context);
    for (const { of, decision: follow } of others) {
      if (!(await this.writer.store(of, follow, context))) return null;
    }
    return stored;
  }

  /** A broken order is tried again ever more rarely, so that many of them do not hold up the rest. */
  private async postpone(code: string, failures: number): Promise<void> {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    const until = new Date(this.clock.now().getTime() + pause);
    await this.uow.run(async () => {
      const order = await this.orders.byCode(code);
      if (order) await this.alarms.setAlarm(order, until);
    });
  }
}
