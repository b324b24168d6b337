import { Injectable } from '@nestjs/common';
import { type CalendarPreview, type MovedDeadline } from '@minsheng/contracts';
import { isConcerned, type Recomputing, recomputedTimes, readSuccessor, workdaysApart } from '@minsheng/domain';
import { decodeNumbers, encodeCursor, Settings, UnitOfWork } from '@minsheng/platform';
import { CalendarChanges } from './calendar-change.provider';
import { CalendarRunsRepository, type TimedOrder } from './calendar-runs.repository';
import { type CalendarPreviewDto } from './settings.dto';

const PAGE = 100;
const BATCH = 500;

/** Which open deadlines a new calendar moves and by how much, before it is saved (rules §5). */
@Injectable()
export class CalendarPreviews {
  constructor(
    private readonly settings: Settings,
    private readonly runs: CalendarRunsRepository,
    private readonly changes: CalendarChanges,
    private readonly uow: UnitOfWork,
  ) {}

  /** Totals of all, and one page of the orders that move, by number. @throws DomainError setting_refused */
  async preview({ data, limit = PAGE, cursor }: CalendarPreviewDto): Promise<CalendarPreview> {
    await this.settings.reload();
    const versions = this.settings.versions();
    const latest = versions.latest('calendar');
    const table = readSuccessor('calendar', data, latest.data);
    const applied = versions.get('calendar', (await this.runs.newest())?.version ?? 1) ?? latest;
    const change = this.changes.between(applied, latest.version + 1, table);
    const tally = new PreviewTally(change.ask, { after: decodeNumbers(cursor, 1)?.[0] ?? 0, limit });
    await this.uow.read(async () => {
      for (let last = 0; ;) {
        const batch = await this.runs.after(last, change, BATCH);
        for (const order of batch) tally.add(order);
        last = batch.at(-1)?.id ?? last;
        if (batch.length < BATCH) return;
      }
    });
    return {
      baseVersion: latest.version,
      changedDays: change.changedDays.map((date) => ({
        date,
        before: change.before.reasonOf(date),
        after: change.after.reasonOf(date),
      })),
      ...tally.result(),
    };
  }
}

/** Counts every order and keeps one page of them. */
class PreviewTally {
  private readonly count = { examined: 0, later: 0, earlier: 0, other: 0 };
  private readonly items: MovedDeadline[] = [];
  private lastId = 0;
  private hasMore = false;

  constructor(
    private readonly ask: Recomputing,
    private readonly page: { readonly after: number; readonly limit: number },
  ) {}

  add(order: TimedOrder): void {
    if (!isConcerned(order, this.ask.changedDays)) return;
    this.count.examined += 1;
    const times = recomputedTimes(order, this.ask);
    if (!times || !order.dueAt || !times.dueAt) return;
    const [from, to] = [order.dueAt, times.dueAt];
    if (to > from) this.count.later += 1;
    else if (to < from) this.count.earlier += 1;
    else this.count.other += 1;
    if (order.id <= this.page.after) return;
    if (this.items.length === this.page.limit) {
      this.hasMore = true;
      return;
    }
    this.lastId = order.id;
    this.items.push({
      orderCode: order.code,
      from: from.toISOString(),
      to: to.toISOString(),
      workdays: workdaysApart(from, to, this.ask.target(startOf(order))),
      otherTimes: (['signDueAt', 'contactDueAt', 'prelimDueAt'] as const).some(
        (time) => order[time]?.getTime() !== times[time]?.getTime(),
      ),
      provisionalBefore: order.provisional,
      provisionalAfter: times.provisional,
    });
  }

  result(): Pick<CalendarPreview, 'examined' | 'later' | 'earlier' | 'other' | 'items' | 'nextCursor'> {
    return { ...this.count, items: this.items, nextCursor: this.hasMore ? encodeCursor([this.lastId]) : null };
  }
}

function startOf(order: TimedOrder): Date {
  return new Date(Date.parse(order.turns.at(-1)?.dispatchedAt ?? ''));
}
