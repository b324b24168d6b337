import {
  type BoardEvent,
  type BoardOverdueRow,
  type BoardSnapshot,
  HISTORY_ACTION_LABELS,
  type Lamp,
  STATE_LABELS,
} from '@minsheng/contracts';
import {
  endOfDay,
  lampBounds,
  type Period,
  type Scope,
  startOfDay,
  tallyDay,
  tallyDaysOf,
  type UnitTree,
} from '@minsheng/domain';
import { Settings } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { CitizenSumsRepository } from '../indicators/citizen-sums.repository';
import { filterOf, type ScopeFilter } from '../indicators/scope-filter';
import { type ListedOrder, LiveRepository } from './live.repository';
import { TallyRepository } from './tally.repository';

/** Rows of each of the two lists. */
const LISTED = 12;
const HOUR_MS = 3_600_000;

/** The moment a board is made for. */
interface Moment {
  readonly now: Date;
  readonly period: Period;
  readonly open: number;
}

type Lists = Pick<BoardSnapshot, 'lamps' | 'channels' | 'hours' | 'overdue' | 'events'>;

/** What a board shows beside its figures: lamps, channels, hours, and the two lists of orders. */
@Injectable()
export class BoardLists {
  constructor(
    private readonly live: LiveRepository,
    private readonly tallies: TallyRepository,
    private readonly citizens: CitizenSumsRepository,
    private readonly settings: Settings,
  ) {}

  async of(scope: Scope, tree: UnitTree, moment: Moment): Promise<Lists> {
    const filter = filterOf(scope, tree);
    const overdue = await this.live.newestOverdue(moment.now, filter, LISTED);
    const events = await this.live.newestActions(filter, LISTED);
    return {
      lamps: await this.lamps(filter, moment),
      channels: await this.channels(filter, moment.period),
      hours: await this.hours(filter, moment.now),
      overdue: overdue.flatMap((order) => overdueRow(order, tree)),
      events: events.map((order) => eventRow(order, tree)),
    };
  }

  private async lamps(filter: ScopeFilter, { now, open }: Moment): Promise<Record<Lamp, number>> {
    const bounds = lampBounds(now, this.settings.current());
    const count = await this.live.lamps(
      {
        now,
        darkUpTo: bounds.dark.upTo ?? now,
        redUpTo: bounds.red.upTo ?? now,
        endOfToday: bounds.orange.upTo ?? endOfDay(tallyDay(now)),
      },
      filter,
    );
    const { dark, red, orange, yellow, all } = count;
    return { none: Math.max(0, open - all), green: all - dark - red - orange - yellow, yellow, orange, red, dark };
  }

  /** Appeals of today by hour 0…23 in Shanghai. */
  private async hours(filter: ScopeFilter, now: Date): Promise<number[]> {
    const from = startOfDay(tallyDay(now));
    const hours = new Array<number>(24).fill(0);
    for (const at of await this.citizens.registered({ from, to: now }, filter)) {
      const hour = Math.min(23, Math.floor((at.getTime() - from.getTime()) / HOUR_MS));
      hours[hour] = (hours[hour] ?? 0) + 1;
    }
    return hours;
  }

  /** The month so far by channel: appeals, and in a unit's scope what it was given. */
  private async channels(filter: ScopeFilter, period: Period): Promise<Lists['channels']> {
    const counts = filter.units
      ? await this.live.receivedByChannel(period, filter)
      : await this.appealsByChannel(filter, period);
    return [...counts]
      .filter(([, count]) => count > 0)
      .map(([code, count]) => ({ code, label: this.settings.channelLabel(code), count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  }

  private async appealsByChannel(filter: ScopeFilter, period: Period): Promise<Map<string, number>> {
    const onlyChannels = !filter.kind && !filter.categoryCode && !filter.townshipCode;
    if (!onlyChannels) return new Map();
    const codes = filter.channel ? [filter.channel] : this.settings.channels().map(({ code }) => code);
    const sums = await this.tallies.sums(
      codes.map((code) => `channel:${code}`),
      tallyDaysOf(period),
    );
    return new Map([...sums].map(([scope, { appeals }]) => [scope.slice('channel:'.length), appeals]));
  }
}

function nameOf(unitCode: string | null, tree: UnitTree): string | null {
  return unitCode === null ? null : tree.name(unitCode);
}

function overdueRow(order: ListedOrder, tree: UnitTree): BoardOverdueRow[] {
  const { code: orderCode, title, leadUnitCode, lampDueAt } = order;
  return lampDueAt ? [{ orderCode, title, unitName: nameOf(leadUnitCode, tree), dueAt: lampDueAt.toISOString() }] : [];
}

function eventRow(order: ListedOrder, tree: UnitTree): BoardEvent {
  return {
    at: order.lastActionAt.toISOString(),
    orderCode: order.code,
    title: order.title,
    actionLabel: HISTORY_ACTION_LABELS[order.lastAction],
    stateLabel: STATE_LABELS[order.state],
    unitName: nameOf(order.leadUnitCode, tree),
  };
}
