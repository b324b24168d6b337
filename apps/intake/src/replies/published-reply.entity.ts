import { type Kind, type Satisfaction } from '@minsheng/contracts';
import {
  BoolColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  TextColumn,
  VarcharColumn,
} from '@minsheng/platform';
import { Entity, Index } from 'typeorm';

/** A reply of the public column, in the words that two people cleared and in no others. */
@Entity('published_reply')
@Index('ix_published_at', ['live', 'publishedAt', 'id'])
export class PublishedReplyEntity {
  /** Also its public number: neither the letter's code nor anything that opens the letter. */
  @IdColumn() id: number;
  @Index('ux_published_order', { unique: true })
  @CodeColumn(14)
  orderCode: string;
  /** Of the order's history: newer facts win. */
  @IntColumn() seq: number;
  /** False once it was taken back: the texts are gone then, the number stays taken. */
  @BoolColumn() live: boolean;
  @VarcharColumn(200) title: string;
  @TextColumn() content: string;
  @TextColumn() reply: string;
  @CodeColumn(20) kind: Kind;
  @CodeColumn(40, { nullable: true }) categoryCode: string | null;
  @CodeColumn(40, { nullable: true }) unitCode: string | null;
  @InstantColumn() receivedAt: Date;
  @InstantColumn({ nullable: true }) repliedAt: Date | null;
  @CodeColumn(30, { nullable: true }) satisfaction: Satisfaction | null;
  @InstantColumn() publishedAt: Date;
}
