import { type AppealRegistered, type EventEnvelope, type OrderChanged } from '@minsheng/contracts';
import { type Contribution } from '@minsheng/domain';
import { HandlesMany, Settings, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardFeed } from './board-feed';
import { BoardRepository } from './board.repository';
import { appealContributionsOf, appealRowOf, type BoardOrderRows, contributionsOf, rowsOf } from './order-rows';
import { TallyRepository } from './tally.repository';

/** Events carry facts after the change: the board replaces what it knew and moves the tallies by the difference. */
@Injectable()
export class BoardProjection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly board: BoardRepository,
    private readonly tallies: TallyRepository,
    private readonly feed: BoardFeed,
    private readonly settings: Settings,
  ) {}

  @HandlesMany(['dispatch.order-changed', 'intake.appeal-registered'], { consumer: 'dashboard.board' })
  async handle(envelopes: readonly EventEnvelope[]): Promise<void> {
    const orders: OrderChanged[] = [];
    const appeals: AppealRegistered[] = [];
    for (const envelope of envelopes) {
      if (isOrder(envelope)) orders.push(envelope.payload);
      else if (isAppeal(envelope)) appeals.push(envelope.payload);
    }
    const scopes = await this.apply(orders, appeals);
    await this.feed.changed(scopes);
  }

  /** Stores the facts; returns the scopes whose figures may have moved. Bulk loading uses it without telling anybody. */
  async apply(orders: readonly OrderChanged[], appeals: readonly AppealRegistered[]): Promise<ReadonlySet<string>> {
    return this.uow.run(async () => {
      const scopes = new Set<string>();
      const note = (contributions: readonly Contribution[], factor: 1 | -1): void => {
        this.tallies.add(contributions, factor);
        for (const part of contributions) for (const scope of part.scopes) scopes.add(scope);
      };
      await this.applyOrders(orders, note, scopes);
      await this.applyAppeals(appeals, note);
      return scopes;
    });
  }

  private async applyOrders(
    events: readonly OrderChanged[],
    note: (contributions: readonly Contribution[], factor: 1 | -1) => void,
    scopes: Set<string>,
  ): Promise<void> {
    if (events.length === 0) return;
    const newest = new Map<string, OrderChanged>();
    for (const event of events) if (event.seq > (newest.get(event.code)?.seq ?? -1)) newest.set(event.code, event);
    const known = await this.board.load([...newest.keys()]);
    const before: BoardOrderRows[] = [];
    const after: BoardOrderRows[] = [];
    const calendar = this.settings.current();
    for (const event of newest.values()) {
      const old = known.get(event.code);
      if (old && old.order.seq >= event.seq) continue;
      if (old) before.push(old);
      after.push(rowsOf(event, calendar));
    }
    await this.board.replace(before, after);
    for (const rows of before) note(contributionsOf(rows), -1);
    for (const rows of after) {
      note(contributionsOf(rows), 1);
      // The ticker shows every step, also one that moves no figure.
      for (const scope of placesOf(rows)) scopes.add(scope);
    }
  }

  private async applyAppeals(
    events: readonly AppealRegistered[],
    note: (contributions: readonly Contribution[], factor: 1 | -1) => void,
  ): Promise<void> {
    if (events.length === 0) return;
    const newest = new Map(events.map((event) => [event.appealCode, event]));
    const known = await this.board.knownAppeals([...newest.keys()]);
    const rows = [...newest.values()].filter((event) => !known.has(event.appealCode)).map(appealRowOf);
    await this.board.addAppeals(rows);
    for (const row of rows) note(appealContributionsOf(row), 1);
  }
}

function placesOf({ order }: BoardOrderRows): string[] {
  const unit = order.leadUnitCode === null ? [] : [`unit:${order.leadUnitCode}`];
  return ['county', `channel:${order.channel}`, ...unit];
}

function isOrder(envelope: EventEnvelope): envelope is EventEnvelope<'dispatch.order-changed'> {
  return envelope.name === 'dispatch.order-changed';
}

function isAppeal(envelope: EventEnvelope): envelope is EventEnvelope<'intake.appeal-registered'> {
  return envelope.name === 'intake.appeal-registered';
}
