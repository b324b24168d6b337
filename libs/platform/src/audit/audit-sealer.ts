import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SingleRun } from '../jobs';
import { AuditChain } from './audit-chain';

const EVERY_MS = 1000;

/** Seals waiting lines of the audit trail once a second, in one process however many there are (rules §9: within 2 s). */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditSealer.name);
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;

  constructor(
    private readonly chain: AuditChain,
    private readonly single: SingleRun,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(), EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.ticking;
  }

  private tick(): void {
    this.ticking ??= this.round()
      .catch((error: unknown) => this.logger.warn(`Audit lines wait to be sealed: ${String(error)}`))
      .finally(() => (this.ticking = undefined));
  }

  /** Most seconds have nothing to seal: then nobody needs the lease. */
  private async round(): Promise<void> {
    if (await this.chain.hasPending()) await this.single.run('platform.audit-chain', 10, () => this.chain.seal());
  }
}
