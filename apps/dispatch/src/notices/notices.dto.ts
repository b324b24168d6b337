import {
  type ChangeWebhookTargetRequest,
  DELIVERY_STATUSES,
  type DeliveryRulesRequest,
  type DeliveryStatus,
  type MarkReadRequest,
  NOTICE_KINDS,
  type NoticeKind,
  type WebhookTargetRequest,
} from '@minsheng/contracts';
import {
  BoolField,
  ChoiceField,
  ChoiceListField,
  IntField,
  IntListField,
  PatternField,
  QueryIntField,
  TextField,
} from '@minsheng/platform';

const MOST_NUMBERS = 2_000_000_000;
const CURSOR = /^[\w-]{0,400}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class NoticesQueryDto {
  @ChoiceField('只看未读 unread', ['true', 'false'], { optional: true }) unread?: 'true' | 'false';
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', CURSOR, '无效', { optional: true }) cursor?: string;
}

export class MarkReadDto implements MarkReadRequest {
  @IntListField('通知编号 ids', { min: 1, max: MOST_NUMBERS, most: 200, optional: true }) ids?: number[];
  @IntField('截至编号 upTo', { min: 0, max: MOST_NUMBERS, optional: true }) upTo?: number;
}

export class WebhookTargetDto implements WebhookTargetRequest {
  @TextField('名称 name', { max: 60 }) name: string;
  @TextField('网址 url', { max: 500 }) url: string;
  @ChoiceListField('通知种类 kinds', NOTICE_KINDS, { optional: true }) kinds?: NoticeKind[];
  @BoolField('启用 enabled', { optional: true }) enabled?: boolean;
  @BoolField('允许内网地址 allowPrivate', { optional: true }) allowPrivate?: boolean;
}

export class ChangeWebhookTargetDto extends WebhookTargetDto implements ChangeWebhookTargetRequest {
  @IntField('版本号 version', { min: 1, max: 1_000_000 }) version: number;
}

/** A button that asks for nothing refuses every field all the same. */
export class ConfirmedDto {
  @ChoiceField('确认 confirm', ['yes'], { optional: true }) confirm?: 'yes';
}

export class DeliveryRulesDto implements DeliveryRulesRequest {
  @PatternField('免打扰开始 quietFrom', TIME, '须为 22:00 这样的时间', { optional: true }) quietFrom?: string;
  @PatternField('免打扰结束 quietTo', TIME, '须为 07:00 这样的时间', { optional: true }) quietTo?: string;
  @IntListField('重试间隔（分钟） retryMinutes', { min: 1, max: 10_080, most: 12 }) retryMinutes: number[];
  @IntField('保留天数 keepDays', { min: 7, max: 3650 }) keepDays: number;
  @IntField('版本号 version', { min: 0, max: 1_000_000 }) version: number;
}

export class DeliveriesQueryDto {
  @ChoiceField('状态 status', DELIVERY_STATUSES, { optional: true }) status?: DeliveryStatus;
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', CURSOR, '无效', { optional: true }) cursor?: string;
}
