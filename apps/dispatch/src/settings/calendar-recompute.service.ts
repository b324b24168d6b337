import { Injectable, Logger } from '@nestjs/common';
import { type CalendarRun } from '@minsheng/contracts';
import { isConcerned, recomputeDue } from '@minsheng/domain';
import { Clock, Settings } from '@minsheng/platform';
import { OrdersService } from '../orders/orders.service';
import { type CalendarChange, CalendarChanges } from './calendar-change.provider';
import { type CalendarRunEntity } from './calendar-run.entity';
import { CalendarRunsRepository } from './calendar-runs.repository';

/** Every process has heard of a new calendar after this long: what is decided then is decided by it. */
export const KNOWN_EVERYWHERE_MS = 5_000;
const BATCH = 100;

/**
 * Applies a calendar that came into force to the open deadlines that are provisional or span a day that it changes. In
 * batches whose place is kept, so that another process goes on where one ended; each order under its own compare-and-set,
 * tried again where somebody acted on it meanwhile. Doing it twice changes nothing.
 */
@Injectable()
export class CalendarRecompute {
  private readonly logger = new Logger(CalendarRecompute.name);

  constructor(
    private readonly settings: Settings,
    private readonly runs: CalendarRunsRepository,
    private readonly changes: CalendarChanges,
    private readonly orders: OrdersService,
    private readonly clock: Clock,
  ) {}

  /** The newest run, for the administrator who waits for it. */
  async progress(): Promise<{ run: CalendarRun | null }> {
    const run = await this.runs.newest();
    if (!run) return { run: null };
    const { version, total, done, moved, startedAt, finishedAt } = run;
    return {
      run: {
        version,
        total,
        done,
        moved,
        startedAt: startedAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
      },
    };
  }

  /** Begins or goes on with what is due; does nothing where the calendar in force is applied already. */
  async work(mostBatches = Number.POSITIVE_INFINITY): Promise<void> {
    await this.settings.reload();
    const newest = await this.runs.newest();
    const run = newest?.finishedAt === null ? newest : await this.begin(newest);
    if (!run) return;
    for (let batches = 0; batches < mostBatches; batches += 1) {
      const current = await this.runs.newest();
      if (!current || current.finishedAt !== null || !(await this.step(current))) return;
    }
  }

  private async begin(newest: CalendarRunEntity | null): Promise<CalendarRunEntity | null> {
    const now = this.clock.now();
    const inForce = this.settings.versions().inForce('calendar', now);
    const applied = newest?.version ?? 1;
    if (inForce.version <= applied || this.isFresh(inForce.savedAt, now)) return null;
    const change = this.change(applied, inForce.version);
    await this.runs.start({
      version: inForce.version,
      fromVersion: applied,
      pass: 1,
      cursorId: 0,
      total: await this.runs.count(change),
      done: 0,
      moved: 0,
      startedAt: now,
      finishedAt: null,
    });
    return this.runs.newest();
  }

  /** One batch; false when there is nothing to do for now. */
  private async step(run: CalendarRunEntity): Promise<boolean> {
    const now = this.clock.now();
    // What was being written while the calendar changed is looked at once more, when it must be there.
    if (run.pass === 2 && run.cursorId === 0 && this.isFresh(run.startedAt, now)) return false;
    const change = this.change(run.fromVersion, run.version);
    const batch = await this.runs.after(run.cursorId, change, BATCH);
    let moved = 0;
    for (const order of batch) {
      if (isConcerned(order, change.changedDays) && (await this.recompute(order.code, change))) moved += 1;
    }
    await this.runs.addMoved(run.version, moved);
    const done = run.pass === 1 ? run.done + batch.length : run.done;
    if (batch.length === BATCH) return this.runs.advance(run, { cursorId: batch.at(-1)?.id ?? 0, done });
    if (run.pass === 1) return this.runs.advance(run, { done, pass: 2, cursorId: 0 });
    await this.runs.advance(run, { done, finishedAt: this.clock.now() });
    this.logger.log(`calendar ${String(run.version)}: every open deadline is recomputed`);
    return false;
  }

  private async recompute(code: string, { ask }: CalendarChange): Promise<boolean> {
    return (await this.orders.apply(code, (order, { now }) => recomputeDue(order, { ...ask, now }))) !== null;
  }

  private change(from: number, to: number): CalendarChange {
    const versions = this.settings.versions();
    const [before, after] = [versions.get('calendar', from), versions.get('calendar', to)];
    if (!before || !after) throw new Error(`calendar ${String(from)} or ${String(to)} is not there`);
    return this.changes.between(before, after.version, after.data);
  }

  private isFresh(since: Date | null, now: Date): boolean {
    return since !== null && now.getTime() - since.getTime() < KNOWN_EVERYWHERE_MS;
  }
}
