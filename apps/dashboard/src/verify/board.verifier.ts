import { Settings, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { type BoardAppealEntity } from '../board/board-appeal.entity';
import { BoardRepository } from '../board/board.repository';
import { appealContributionsOf, type BoardOrderRows, contributionsOf } from '../board/order-rows';
import { TallyRepository } from '../board/tally.repository';
import { BoardCheck } from './board-check';

const PAGE = 500;

/** Counts the board again, to compare it or to put it right. */
@Injectable()
export class BoardVerifier {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly board: BoardRepository,
    private readonly tallies: TallyRepository,
    private readonly settings: Settings,
  ) {}

  /** A check against the owners' facts. Call it, show it the facts and read its differences inside one `uow.read`. */
  begin(): BoardCheck {
    const stored = {
      orders: () => this.orderPages(),
      appeals: () => this.appealPages(),
      tallies: () => this.tallies.all(),
    };
    return new BoardCheck(stored, this.settings.current());
  }

  /** How many orders and appeals the board counts. */
  counts(): Promise<{ orders: number; appeals: number }> {
    return this.uow.read(() => this.board.counts());
  }

  /** Throws the tallies away and counts them again from the board's rows: after a change of what a score means. */
  async rebuild(): Promise<void> {
    await this.uow.run(async () => {
      await this.tallies.clear();
      for await (const page of this.orderPages()) for (const rows of page) this.tallies.add(contributionsOf(rows), 1);
      for await (const page of this.appealPages())
        for (const row of page) this.tallies.add(appealContributionsOf(row), 1);
    });
  }

  private async *orderPages(): AsyncGenerator<readonly BoardOrderRows[]> {
    for (let after = ''; ;) {
      const page = await this.board.page(after, PAGE);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = last.order.code;
    }
  }

  private async *appealPages(): AsyncGenerator<readonly BoardAppealEntity[]> {
    for (let after = ''; ;) {
      const page = await this.board.appealPage(after, PAGE);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = last.code;
    }
  }
}
