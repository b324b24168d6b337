import { Controller, Get, Header, Injectable } from '@nestjs/common';
import { ApiExcludeController, ApiOperation } from '@nestjs/swagger';
import { DomainError } from '@minsheng/domain';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Public } from '../auth/guards';
import { UnitOfWork } from '../database';
import { EventFlow } from '../outbox';

/** Things a process must finish before it may be sent requests: the demonstration's cases, for one. */
@Injectable()
export class Readiness {
  private readonly waiting = new Set<string>();

  /** Until the returned function is called, the process is not ready. */
  hold(reason: string): () => void {
    this.waiting.add(reason);
    return () => void this.waiting.delete(reason);
  }

  isReady(): boolean {
    return this.waiting.size === 0;
  }
}

@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(
    private readonly readiness: Readiness,
    private readonly uow: UnitOfWork,
    private readonly flow: EventFlow,
  ) {
    collectDefaultMetrics({ register: this.registry, prefix: 'minsheng_' });
  }

  @Get('api/health/live')
  @ApiOperation({ summary: '进程存活' })
  live(): { status: string } {
    return { status: 'live' };
  }

  /** Ready once the database answers and everything that had to be loaded is loaded. @throws DomainError not_ready */
  @Get('api/health/ready')
  async ready(): Promise<{ status: string }> {
    if (!this.readiness.isReady()) throw new DomainError('not_ready');
    await this.uow.manager.query('SELECT 1').catch(() => {
      throw new DomainError('not_ready');
    });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    const idle = await this.flow.outboxIdle();
    const own = `# HELP minsheng_events_idle 1 when every event is sent and handled\n# TYPE minsheng_events_idle gauge\nminsheng_events_idle ${idle ? '1' : '0'}\n`;
    return (await this.registry.metrics()) + own;
  }
}
