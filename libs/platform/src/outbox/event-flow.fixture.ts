import { Injectable } from '@nestjs/common';
import type { AccessRevoked, EventEnvelope } from '@minsheng/contracts';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Handles, HandlesMany, InProcessBus } from '../bus';
import { bulkInsert, CodeColumn, column, createTable, IdColumn, insertRow, UnitOfWork } from '../database';

/** What a handler did. */
@Entity('effect')
export class Effect {
  @IdColumn() id: number;
  @CodeColumn(64) what: string;
  @CodeColumn(64) who: string;
}

/** Its table. */
export class CreateEffect implements MigrationInterface {
  readonly name = 'create-effect';
  up(runner: QueryRunner): Promise<void> {
    return createTable(runner, { name: 'effect', columns: [column.id(), column.code('what'), column.code('who')] });
  }
  down(runner: QueryRunner): Promise<void> {
    return runner.dropTable('effect');
  }
}

/** Accounts whose event is refused so many times; how often a handler was called. */
export const trouble = { throws: new Map<string, number>(), calls: 0 };

/** A consumer of one event at a time, and one of many. */
@Injectable()
export class Readers {
  constructor(private readonly uow: UnitOfWork) {}

  @Handles('dispatch.access-revoked', { consumer: 'intake.one-by-one' })
  async one(payload: AccessRevoked, envelope: EventEnvelope<'dispatch.access-revoked'>): Promise<void> {
    trouble.calls += 1;
    await insertRow(this.uow.manager, Effect, { what: envelope.key, who: 'one' });
    const left = trouble.throws.get(payload.username) ?? 0;
    if (left === 0) return;
    trouble.throws.set(payload.username, left - 1);
    throw new Error('the reader stumbles');
  }

  @HandlesMany(['dispatch.access-revoked'], { consumer: 'dashboard.together' })
  async many(envelopes: EventEnvelope<'dispatch.access-revoked'>[]): Promise<void> {
    await bulkInsert(
      this.uow.manager,
      Effect,
      envelopes.map(({ key }) => ({ what: key, who: 'many' })),
    );
  }
}

/** Accepts everything and delivers nothing: a process that dies right after publishing. */
export class SilentBus extends InProcessBus {
  published = 0;

  override async publish(envelopes: readonly EventEnvelope[]): Promise<void> {
    this.published += envelopes.length;
  }

  override async hasLost(): Promise<boolean> {
    return false;
  }
}

/** Cannot be reached. */
export class AbsentBus extends SilentBus {
  override async publish(): Promise<void> {
    throw new Error('nobody there');
  }
}
