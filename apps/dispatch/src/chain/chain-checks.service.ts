import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { type ChainCheckState, type ChainCheckView } from '@minsheng/contracts';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditTrail, Clock, SingleRun, UnitOfWork } from '@minsheng/platform';
import { type ChainCheckEntity } from './chain-check.entity';
import { ChainChecksRepository } from './chain-checks.repository';
import { type ChainProgress, ChainVerifier } from './chain.verifier';

const PROGRESS_MS = 1000;
/** A running check that has not moved for so long belongs to a process that died. */
const DEAD_AFTER_MS = 60_000;
const MOST_KEPT = 200;

/** Raised inside a walk when the process is to end. */
class Stopped extends Error {}

/** Checks that an auditor asks for: one order at once, everything in the background with its progress. */
@Injectable()
export class ChainChecks implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ChainChecks.name);
  private isStopping = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly checks: ChainChecksRepository,
    private readonly verifier: ChainVerifier,
    private readonly audit: AuditTrail,
    private readonly uow: UnitOfWork,
    private readonly single: SingleRun,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks one order, or begins to check everything; while that runs, asking again gives the same check.
   * @throws DomainError not_found: there neither is nor was such an order
   */
  async ask(orderCode: string | null, { username }: Actor): Promise<ChainCheckView> {
    if (orderCode !== null) return this.checkOrder(orderCode, username);
    const last = await this.newest();
    if (last?.state === 'running' && last.orderCode === null) return last;
    const id = await this.begin(null, username);
    this.running = this.single
      .run('dispatch.chain-check', 60, () => this.checkAll(id))
      .then((isMine) =>
        isMine ? undefined : this.checks.change(id, { state: 'failed', finishedAt: this.clock.now() }),
      )
      .catch((error: unknown) => this.logger.error(`A check of the chains failed: ${String(error)}`));
    return this.view(id);
  }

  /** The newest check; null before the first. */
  async newest(): Promise<ChainCheckView | null> {
    const row = await this.checks.newest();
    return row ? toView(row, this.clock.now()) : null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async checkOrder(orderCode: string, askedBy: string): Promise<ChainCheckView> {
    const differences = await this.uow.read(() => this.verifier.one(orderCode));
    if (!differences) throw new DomainError('not_found');
    const id = await this.begin(orderCode, askedBy);
    await this.finish(id, { state: 'done', orders: 1, lines: 0, differences });
    return this.view(id);
  }

  private begin(orderCode: string | null, askedBy: string): Promise<number> {
    const now = this.clock.now();
    const none = { orders: 0, lines: 0, found: 0, differences: [], finishedAt: null };
    return this.uow.run(async () => {
      const object = orderCode === null ? 'chain:all' : `order:${orderCode}`;
      await this.audit.record({ actor: askedBy, action: 'verify_chain', object });
      return this.checks.add({ orderCode, askedBy, state: 'running', startedAt: now, seenAt: now, ...none });
    });
  }

  private async checkAll(id: number): Promise<void> {
    const progress: ChainProgress = { orders: 0, lines: 0 };
    const differences: string[] = [];
    // Outside the read below, which must not write.
    const timer = setInterval(() => void this.tell(id, progress, differences.length), PROGRESS_MS);
    let state: ChainCheckState = 'done';
    try {
      const file = await this.verifier.outside();
      await this.uow.read(async () => {
        for await (const difference of this.verifier.all(file, (done) => this.goOn(progress, done)))
          differences.push(difference);
      });
    } catch (error) {
      state = error instanceof Stopped ? 'interrupted' : 'failed';
      if (state === 'failed') this.logger.error(`A check of the chains failed: ${String(error)}`);
    } finally {
      clearInterval(timer);
    }
    await this.finish(id, { state, ...progress, differences });
  }

  private goOn(progress: ChainProgress, done: ChainProgress): void {
    if (this.isStopping) throw new Stopped();
    Object.assign(progress, done);
  }

  private async tell(id: number, progress: ChainProgress, found: number): Promise<void> {
    const seenAt = this.clock.now();
    await this.checks.change(id, { ...progress, found, seenAt }).catch(() => undefined);
  }

  private async finish(
    id: number,
    { differences, ...rest }: ChainProgress & { state: ChainCheckState; differences: readonly string[] },
  ): Promise<void> {
    const now = this.clock.now();
    const kept = { found: differences.length, differences: differences.slice(0, MOST_KEPT) };
    await this.checks.change(id, { ...rest, ...kept, seenAt: now, finishedAt: now });
  }

  private async view(id: number): Promise<ChainCheckView> {
    const row = await this.checks.byId(id);
    if (!row) throw new DomainError('not_found');
    return toView(row, this.clock.now());
  }
}

function toView(row: ChainCheckEntity, now: Date): ChainCheckView {
  const { id, orderCode, askedBy, orders, lines, found, differences } = row;
  const isDead = row.state === 'running' && now.getTime() - row.seenAt.getTime() > DEAD_AFTER_MS;
  return {
    ...{ id, orderCode, askedBy, orders, lines, found, differences: [...differences] },
    state: isDead ? 'interrupted' : row.state,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
