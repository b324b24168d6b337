import { Injectable } from '@nestjs/common';
import { headOf, linkOf } from '@minsheng/domain';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { compareAndSet, insertRow, updateRows } from '../database/rows';
import { UnitOfWork } from '../database/unit-of-work';
import { ChainKeyRing } from '../sealing/chain-key-ring';
import { AuditChainEntity } from './audit-chain.entity';
import { sealRecord, stampOf } from './audit-records';
import { AuditEntity } from './audit-trail';

/** The one chain; also what its head is made over. */
const NAME = 'audit';
const BATCH = 500;
/** A line that waits longer than this to be sealed is worth a word, in ms. */
export const SEALING_CONCERN = 60_000;

export interface AuditChainState {
  /** Lines sealed; 0 before the first. */
  readonly count: number;
  readonly link: string | null;
  readonly head: string | null;
}

/**
 * The audit trail as one chain. Lines are written with their facts, at once and by everybody; here they get their
 * places afterwards, so that nobody waits for anybody. A line whose transaction committed late simply gets the next
 * place: places are counted, not taken from the database's numbers, which may come in any order and with gaps.
 */
@Injectable()
export class AuditChain {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: ChainKeyRing,
  ) {}

  async state(): Promise<AuditChainState> {
    const row = await this.uow.manager.findOneBy(AuditChainEntity, { name: NAME });
    return row ?? { count: 0, link: null, head: null };
  }

  hasPending(): Promise<boolean> {
    return this.uow.manager.existsBy(AuditEntity, { position: IsNull() });
  }

  pending(): Promise<number> {
    return this.uow.manager.countBy(AuditEntity, { position: IsNull() });
  }

  /** Lines not sealed that are older than `before`. */
  overdue(before: Date): Promise<AuditEntity[]> {
    const where = { position: IsNull(), at: LessThan(before) };
    return this.uow.manager.find(AuditEntity, { where, order: { id: 'ASC' }, take: 20 });
  }

  /** The line at a place of the chain. */
  at(position: number): Promise<AuditEntity | null> {
    return this.uow.manager.findOneBy(AuditEntity, { position });
  }

  line(id: number): Promise<AuditEntity | null> {
    return this.uow.manager.findOneBy(AuditEntity, { id });
  }

  /** A stretch of the chain, in its order. */
  after(position: number, limit: number): Promise<AuditEntity[]> {
    const where = { position: MoreThan(position) };
    return this.uow.manager.find(AuditEntity, { where, order: { position: 'ASC' }, take: limit });
  }

  /** Gives every waiting line its place, in the order of their numbers. Safe to call from several processes at once. */
  async seal(): Promise<void> {
    while ((await this.uow.run(() => this.sealSome())) === BATCH);
  }

  /** How many lines were sealed; a whole batch where another process was faster, so that the caller looks again. */
  private async sealSome(): Promise<number> {
    const { manager } = this.uow;
    if (!(await this.hasPending())) return 0;
    const state = (await manager.findOneBy(AuditChainEntity, { name: NAME })) ?? (await this.begin());
    const rows = await manager.find(AuditEntity, { where: { position: IsNull() }, order: { id: 'ASC' }, take: BATCH });
    const key = this.keys.current;
    let { count } = state;
    let link = state.count === 0 ? null : state.link;
    const sealed = rows.map((row) => {
      count += 1;
      link = linkOf(key, link, sealRecord({ id: row.id, position: count, stamp: row.stamp }));
      return { id: row.id, position: count, link };
    });
    const end = { count, link: link ?? '', head: headOf(key, NAME, { count, link: link ?? '' }) };
    if (!(await compareAndSet(manager, AuditChainEntity, { name: NAME, count: state.count }, end))) return BATCH;
    for (const { id, ...place } of sealed) await updateRows(manager, AuditEntity, { id, position: null }, place);
    return rows.length;
  }

  /**
   * The chain's first day. Lines from before there was a chain are stamped now, once; a chain whose end was deleted is
   * not begun again: `verify` has to say so.
   */
  private async begin(): Promise<AuditChainEntity> {
    const { manager } = this.uow;
    if (await manager.existsBy(AuditEntity, { position: Not(IsNull()) }))
      throw new Error('The audit chain lost its end');
    const state = { name: NAME, count: 0, link: '', head: '' };
    await insertRow(manager, AuditChainEntity, state);
    for (;;) {
      const rows = await manager.find(AuditEntity, { where: { stamp: IsNull() }, order: { id: 'ASC' }, take: BATCH });
      for (const row of rows) {
        await updateRows(manager, AuditEntity, { id: row.id }, { stamp: stampOf(row, this.keys.current) });
      }
      if (rows.length < BATCH) return state;
    }
  }
}
