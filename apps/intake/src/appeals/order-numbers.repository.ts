import { Injectable } from '@nestjs/common';
import { civilDateOf, orderCode } from '@minsheng/domain';
import { compareAndSet, insertRow, IntColumn, isDuplicateKey, UnitOfWork } from '@minsheng/platform';
import { Entity, PrimaryColumn } from 'typeorm';

/** How far the numbers of a day have been given out. */
@Entity('order_number')
export class OrderNumberEntity {
  @PrimaryColumn({ type: 'varchar', length: 10, collation: 'utf8mb4_bin' }) day: string;
  @IntColumn() next: number;
}

/** Numbers a process takes at a time: registration never waits for another's. Gaps are allowed, reuse never. */
const BLOCK = 20;

/**
 * Gives out order codes (rules §3), unique under concurrency. Blocks are taken in a transaction of their own: a number
 * once taken is never given back, whatever becomes of the registration.
 */
@Injectable()
export class OrderNumbers {
  private block = { day: '', next: 0, end: 0 };
  private taking: Promise<void> = Promise.resolve();

  constructor(private readonly uow: UnitOfWork) {}

  /** Must be called outside of any transaction. */
  async next(receivedAt: Date): Promise<string> {
    const day = civilDateOf(receivedAt);
    while (this.block.day !== day || this.block.next >= this.block.end) {
      // One failed attempt must not fail everybody after it.
      this.taking = this.taking.catch(() => undefined).then(() => this.refill(day));
      await this.taking;
    }
    const number = this.block.next;
    this.block.next += 1;
    return orderCode(receivedAt, number);
  }

  /** Takes numbers of a day for a bulk load, inside the caller's transaction. */
  async takeMany(day: string, count: number): Promise<number> {
    for (;;) {
      const taken = await this.take(day, count);
      if (taken !== null) return taken;
    }
  }

  private async refill(day: string): Promise<void> {
    if (this.block.day === day && this.block.next < this.block.end) return;
    const first = await this.uow.run(() => this.takeMany(day, BLOCK));
    this.block = { day, next: first, end: first + BLOCK };
  }

  private async take(day: string, count: number): Promise<number | null> {
    const { manager } = this.uow;
    const row = await manager.findOneBy(OrderNumberEntity, { day });
    if (row) {
      const won = await compareAndSet(manager, OrderNumberEntity, { day, next: row.next }, { next: row.next + count });
      return won ? row.next : null;
    }
    try {
      await insertRow(manager, OrderNumberEntity, { day, next: 1 + count });
      return 1;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }
}
