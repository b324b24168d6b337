import { type NoticeKind, type NoticeLevel } from '@minsheng/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn } from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** One notice to one audience, however many people that is. Never of an imported case; titles are not kept here. */
@Entity('notice')
@Index('ix_notice_audience', ['audience', 'id'])
export class NoticeEntity {
  @IdColumn() id: number;
  @Index('ux_notice_key', { unique: true })
  @CodeColumn(200)
  noticeKey: string;
  @CodeColumn(30) kind: NoticeKind;
  @CodeColumn(10) level: NoticeLevel;
  @CodeColumn(120) audience: string;
  @CodeColumn(14, { nullable: true }) orderCode: string | null;
  @JsonColumn() params: Readonly<Record<string, string>>;
  @Index('ix_notice_at')
  @InstantColumn()
  at: Date;
}

/** One notice that one account has read, beyond its mark. */
@Entity('notice_read')
@Index('ux_notice_read', ['account', 'noticeId'], { unique: true })
export class NoticeReadEntity {
  @IdColumn() id: number;
  @CodeColumn(60) account: string;
  @IntColumn() noticeId: number;
}

/** Up to which number an account has read everything. */
@Entity('notice_mark')
export class NoticeMarkEntity {
  @IdColumn() id: number;
  @Index('ux_notice_mark', { unique: true })
  @CodeColumn(60)
  account: string;
  @IntColumn() upToId: number;
}
