import { type Post, type Role } from '@minsheng/contracts';
import {
  BoolColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  VarcharColumn,
} from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** Somebody who works with the system. Citizens have no account. */
@Entity('account')
export class AccountEntity {
  @IdColumn() id: number;
  @Index('ux_account_username', { unique: true })
  @CodeColumn(60)
  username: string;
  @VarcharColumn(60) displayName: string;
  @VarcharColumn(200) passwordHash: string;
  @JsonColumn() roles: readonly Role[];
  @CodeColumn(40, { nullable: true }) unitCode: string | null;
  /** 岗位: vice or mayor for a leader, security for an administrator. */
  @CodeColumn(20, { nullable: true }) post: Post | null;
  @BoolColumn() active: boolean;
  /** The password is one that somebody else knows: nothing opens before it is changed. */
  @BoolColumn() mustChangePassword: boolean;
  /** Moves with every change an administrator makes. */
  @IntColumn() version: number;
  /** Made for the demonstration: production refuses to start with one. */
  @BoolColumn() demo: boolean;
  @IntColumn() failedCount: number;
  @InstantColumn({ nullable: true }) lockedUntil: Date | null;
}

/** One sign-in, kept alive by its refresh token until it idles, ends or is cut off. */
@Entity('account_session')
@Index('ix_session_username', ['username', 'createdAt'])
export class SessionEntity {
  @IdColumn() id: number;
  @Index('ux_session_id', { unique: true })
  @CodeColumn(36)
  sessionId: string;
  @CodeColumn(60) username: string;
  @CodeColumn(64) refreshHash: string;
  /** The token before the last: two pages that refresh at once are no theft. */
  @CodeColumn(64, { nullable: true }) previousHash: string | null;
  @InstantColumn() createdAt: Date;
  @InstantColumn() lastUsedAt: Date;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
}
