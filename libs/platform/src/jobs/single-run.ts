import { randomUUID } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock/clock';
import { insertRow, isDuplicateKey, UnitOfWork } from '../database';
import { LeaseEntity } from './lease.entity';

/**
 * Lets one process at a time do a job that is scheduled in all of them. Who got the lease keeps it until it expires, so
 * that two clocks a little apart do not run the same job twice; a process that dies loses it by expiry.
 */
@Injectable()
export class SingleRun implements BeforeApplicationShutdown {
  private readonly holder: string;
  private readonly running = new Set<string>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {
    // One process holds an embedded file: a restarted one need not wait for the lease of the one before it.
    this.holder = uow.dialect === 'sqlite' ? 'embedded' : randomUUID();
  }

  /** Does the work if no other process does it, renewing the lease while it lasts; false if another one does. */
  async run(name: string, leaseSeconds: number, work: () => Promise<void>): Promise<boolean> {
    if (this.running.has(name)) return false;
    this.running.add(name);
    try {
      if (!(await this.acquire(name, leaseSeconds))) return false;
      const renewal = setInterval(
        () => void this.acquire(name, leaseSeconds).catch(() => undefined),
        (leaseSeconds * 1000) / 3,
      );
      try {
        await work();
      } finally {
        clearInterval(renewal);
      }
      return true;
    } finally {
      this.running.delete(name);
    }
  }

  /** Takes or renews the lease without doing anything: for who holds a role rather than runs a job. */
  acquire(name: string, leaseSeconds: number): Promise<boolean> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + leaseSeconds * 1000);
    return this.uow.run(async () => {
      const update = this.uow.manager
        .createQueryBuilder()
        .update(LeaseEntity)
        .set({ holder: this.holder, expiresAt })
        .where('name = :name AND (holder = :holder OR expires_at <= :now)', { name, holder: this.holder, now });
      if ((await update.execute()).affected === 1) return true;
      if (await this.uow.manager.existsBy(LeaseEntity, { name })) return false;
      return insertRow(this.uow.manager, LeaseEntity, { name, holder: this.holder, expiresAt }).then(
        () => true,
        (error: unknown) => {
          if (isDuplicateKey(error)) return false;
          throw error;
        },
      );
    });
  }

  /** Gives up what this process holds, so that another takes over at once. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.uow.run(() => this.uow.manager.delete(LeaseEntity, { holder: this.holder })).catch(() => undefined);
  }
}
