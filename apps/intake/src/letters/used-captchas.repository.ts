import { Injectable } from '@nestjs/common';
import { InstantColumn, insertRow, UnitOfWork } from '@minsheng/platform';
import { Entity, Index, LessThan, PrimaryColumn } from 'typeorm';

/** A captcha that was used: none counts twice. */
@Entity('captcha_used')
export class CaptchaUsedEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, collation: 'utf8mb4_bin' }) nonce: string;
  @Index('ix_captcha_used')
  @InstantColumn()
  usedAt: Date;
}

/** The only file with queries on `captcha_used`. */
@Injectable()
export class UsedCaptchasRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** False when it was used before. */
  async add(nonce: string, usedAt: Date): Promise<boolean> {
    if (await this.uow.manager.existsBy(CaptchaUsedEntity, { nonce })) return false;
    await insertRow(this.uow.manager, CaptchaUsedEntity, { nonce, usedAt });
    return true;
  }

  async burn(nonce: string, usedAt: Date): Promise<void> {
    await this.uow.run(() => this.add(nonce, usedAt));
  }

  async forget(before: Date): Promise<void> {
    await this.uow.run(() => this.uow.manager.delete(CaptchaUsedEntity, { usedAt: LessThan(before) }));
  }
}
