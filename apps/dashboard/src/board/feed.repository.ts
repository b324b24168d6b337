import { insertRow, isDuplicateKey, UnitOfWork, updateRows } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { BoardChangeEntity, BoardSeqEntity, BoardWatchEntity } from './board-feed.entity';

/** Changes taken at once; more wait for the next turn of the publisher. */
const MOST_CHANGES = 2000;

/** What travels between projection, gateway and publisher, which may be on three different machines. */
@Injectable()
export class FeedRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async addChange(scopes: readonly string[]): Promise<void> {
    await insertRow(this.uow.manager, BoardChangeEntity, { scopes });
  }

  async hasChanges(): Promise<boolean> {
    const row = await this.uow.manager
      .createQueryBuilder(BoardChangeEntity, 'c')
      .select('c.id', 'id')
      .limit(1)
      .getRawOne();
    return row !== undefined;
  }

  /** Takes the waiting changes off the queue and returns the scopes they name. */
  async takeChanges(): Promise<Set<string>> {
    const rows = await this.uow.manager.find(BoardChangeEntity, { order: { id: 'ASC' }, take: MOST_CHANGES });
    if (rows.length > 0) await this.uow.manager.delete(BoardChangeEntity, { id: In(rows.map((row) => row.id)) });
    return new Set(rows.flatMap((row) => row.scopes));
  }

  async seq(scope: string): Promise<number> {
    return (await this.uow.manager.findOneBy(BoardSeqEntity, { scope }))?.seq ?? 0;
  }

  /** Counts one patch of the scope. */
  async nextSeq(scope: string): Promise<number> {
    const seq = await this.seq(scope);
    if (seq === 0) {
      await insertRow(this.uow.manager, BoardSeqEntity, { scope, seq: 1 });
      return 1;
    }
    const counted = await updateRows(this.uow.manager, BoardSeqEntity, { scope, seq }, { seq: seq + 1 });
    if (counted !== 1) throw new Error(`Two publishers count the patches of ${scope}`);
    return seq + 1;
  }

  /** Somebody watches the scope until then; `resend`: what it was shown may be ahead of what was published. */
  async watch(scope: string, until: Date, resend: boolean): Promise<void> {
    const changes = resend ? { until, resend } : { until };
    const known = await updateRows(this.uow.manager, BoardWatchEntity, { scope }, changes);
    if (known === 0 && !(await this.isWatched(scope))) {
      await insertRow(this.uow.manager, BoardWatchEntity, { scope, until, resend }).catch((error: unknown) => {
        // Another replica's viewer came first: the scope is watched, which is all that is wanted.
        if (!isDuplicateKey(error)) throw error;
      });
    }
  }

  async watched(now: Date): Promise<BoardWatchEntity[]> {
    return this.uow.manager.findBy(BoardWatchEntity, { until: MoreThan(now) });
  }

  async resent(scopes: readonly string[]): Promise<void> {
    if (scopes.length > 0)
      await this.uow.manager.update(BoardWatchEntity, { scope: In([...scopes]) }, { resend: false });
  }

  /** A server counts only rows whose values changed. */
  private async isWatched(scope: string): Promise<boolean> {
    return (await this.uow.manager.findOneBy(BoardWatchEntity, { scope })) !== null;
  }
}
