import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError } from '@minsheng/domain';
import { Entity, Index, LessThan, QueryFailedError } from 'typeorm';
import { type AppRequest } from '../auth/guards';
import { Clock } from '../clock/clock';
import { CodeColumn, IdColumn, InstantColumn, TextColumn } from '../database/columns';
import { insertRow, updateRows } from '../database/rows';
import { UnitOfWork } from '../database/unit-of-work';
import { Sealer } from '../sealing/sealer';
import { invalidField } from './validation';

export const IDEMPOTENCY_HOURS = 24;

@Entity('idempotency_key')
export class IdempotencyKeyEntity {
  @IdColumn() id: number;
  /** Hash of account (or address) and key: a key belongs to whoever sent it. */
  @Index('ux_idempotency_key', { unique: true })
  @CodeColumn(64)
  keyHash: string;
  @CodeColumn(64) requestHash: string;
  /** Sealed: it may hold a letter's query code. */
  @TextColumn({ nullable: true }) response: string | null;
  @Index('ix_idempotency_created')
  @InstantColumn()
  createdAt: Date;
}

/** What identifies a repeat: the key as sent, whose it is, and what was asked. */
export interface IdempotencyRequest {
  readonly owner: string;
  readonly key: string | null;
  readonly fingerprint: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads `Idempotency-Key` with the account (public routes: the address) it belongs to. */
export const Idempotency = createParamDecorator((_: unknown, context: ExecutionContext): IdempotencyRequest => {
  const request = context.switchToHttp().getRequest<AppRequest>();
  const key = request.header('idempotency-key')?.trim() ?? null;
  if (key !== null && (key === '' || key.length > 200)) throw invalidField('Idempotency-Key', '须为 1–200 个字符');
  return {
    owner: request.user ? `account:${request.user.username}` : `address:${request.ip ?? ''}`,
    key,
    fingerprint: sha256(`${request.method} ${request.path} ${JSON.stringify(request.body ?? null)}`),
  };
});

/**
 * Runs a creating request once per key: the key's row and what was created commit together. A repeat gets the stored
 * answer; a concurrent twin waits on the row (MySQL) or the writer's turn (embedded); another body is refused.
 */
@Injectable()
export class IdempotentRuns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async run<T extends object>(request: IdempotencyRequest, work: () => Promise<T>): Promise<T> {
    if (request.key === null) return this.uow.run(work);
    const keyHash = sha256(`${request.owner}\n${request.key}`);
    try {
      return await this.uow.run(async () => {
        await this.claim(keyHash, request.fingerprint);
        const result = await work();
        await updateRows(
          this.uow.manager,
          IdempotencyKeyEntity,
          { keyHash },
          { response: this.sealer.seal(JSON.stringify(result)) },
        );
        return result;
      });
    } catch (error) {
      if (error instanceof QueryFailedError && (await this.isTaken(keyHash)))
        return this.repeat(keyHash, request, work);
      throw error;
    }
  }

  /** Forgets keys older than a day. */
  async forgetOld(): Promise<void> {
    await this.uow.run(() => this.uow.manager.delete(IdempotencyKeyEntity, { createdAt: LessThan(this.oldest()) }));
  }

  /** The unique index is the judge of who came first. */
  private async claim(keyHash: string, requestHash: string): Promise<void> {
    const row = { keyHash, requestHash, response: null, createdAt: this.clock.now() };
    await insertRow(this.uow.manager, IdempotencyKeyEntity, row);
  }

  private async isTaken(keyHash: string): Promise<boolean> {
    return (await this.uow.manager.countBy(IdempotencyKeyEntity, { keyHash })) > 0;
  }

  /** A key older than a day has no meaning any more; the hourly job has only not come to it yet. */
  private async runAfresh<T extends object>(
    { keyHash }: IdempotencyKeyEntity,
    request: IdempotencyRequest,
    work: () => Promise<T>,
  ): Promise<T> {
    const createdAt = LessThan(this.oldest());
    await this.uow.run(() => this.uow.manager.delete(IdempotencyKeyEntity, { keyHash, createdAt }));
    return this.run(request, work);
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - IDEMPOTENCY_HOURS * 3_600_000);
  }

  private async repeat<T extends object>(
    keyHash: string,
    request: IdempotencyRequest,
    work: () => Promise<T>,
  ): Promise<T> {
    const row = await this.uow.manager.findOneBy(IdempotencyKeyEntity, { keyHash });
    if (!row || row.response === null) throw new DomainError('conflict');
    if (row.createdAt < this.oldest()) return this.runAfresh(row, request, work);
    if (row.requestHash !== request.fingerprint) throw new DomainError('key_reused');
    return JSON.parse(this.sealer.open(row.response)) as T;
  }
}
