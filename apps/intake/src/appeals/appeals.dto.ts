import {
  HANDOVER_SERVICES,
  type HandoverService,
  type Kind,
  KINDS,
  REFUSAL_REASONS,
  type RefusalReason,
  type RegisterAppealRequest,
  REVEAL_FIELDS,
  type RevealField,
  URGENCIES,
  type Urgency,
} from '@minsheng/contracts';
import {
  BoolField,
  ChoiceField,
  ChoiceListField,
  CodeField,
  InstantField,
  ObjectField,
  PatternField,
  PhoneField,
  ReasonField,
  TextField,
} from '@minsheng/platform';

export class CallerDto {
  @TextField('姓名 caller.name', { max: 40, optional: true }) name?: string;
  @PhoneField('联系电话 caller.phone', { optional: true }) phone?: string;
  @TextField('住址 caller.address', { max: 200, optional: true }) address?: string;
}
export class RefusalDto {
  @ReasonField('不予受理原因 refusal.reasonCode', REFUSAL_REASONS) reasonCode: RefusalReason;
  @TextField('告知途径 refusal.route', { max: 1000 }) route: string;
}
export class HandoverDto {
  @ChoiceField('转接专线 handover.service', HANDOVER_SERVICES) service: HandoverService;
  @TextField('转接情况 handover.note', { max: 1000, optional: true }) note?: string;
}

export class RegisterAppealDto implements Omit<RegisterAppealRequest, 'occurredAt'> {
  @CodeField('渠道 channel') channel: string;
  @ChoiceField('诉求类型 kind', KINDS) kind: Kind;
  @ChoiceField('紧急程度 urgency', URGENCIES) urgency: Urgency;
  @TextField('标题 title', { min: 2, max: 100 }) title: string;
  @TextField('诉求内容 content', { min: 2, max: 10_000 }) content: string;
  @ObjectField('诉求人 caller', () => CallerDto, { optional: true }) caller?: CallerDto;
  @TextField('发生地点 location', { max: 300, optional: true }) location?: string;
  @CodeField('乡镇 townshipCode', { optional: true }) townshipCode?: string;
  @CodeField('事项分类 categoryCode', { optional: true }) categoryCode?: string;
  @CodeField('被反映单位 subjectUnitCode', { optional: true }) subjectUnitCode?: string;
  @BoolField('保密 confidential', { optional: true }) confidential?: boolean;
  @BoolField('匿名 anonymous', { optional: true }) anonymous?: boolean;
  @BoolField('同意公开 publishable', { optional: true }) publishable?: boolean;
  @InstantField('发生时间 occurredAt', { optional: true }) occurredAt?: Date;
  @TextField('语言 language', { max: 40, optional: true }) language?: string;
  @TextField('方言 dialect', { max: 40, optional: true }) dialect?: string;
  @BoolField('需要回访 callbackWanted', { optional: true }) callbackWanted?: boolean;
  @PatternField('并入工单 joinOrderCode', /^\d{14}$/, '须为 14 位工单编号', { optional: true }) joinOrderCode?: string;
  @TextField('直接答复 answer', { max: 10_000, optional: true }) answer?: string;
  @ObjectField('不予受理 refusal', () => RefusalDto, { optional: true }) refusal?: RefusalDto;
  @ObjectField('转接 handover', () => HandoverDto, { optional: true }) handover?: HandoverDto;
}

export class SimilarQueryDto {
  @TextField('电话 phone', { max: 30, min: 0, optional: true }) phone?: string;
  @TextField('标题 title', { max: 100, min: 0, optional: true }) title?: string;
  @CodeField('乡镇 townshipCode', { optional: true }) townshipCode?: string;
}

export class RevealAppealDto {
  @ChoiceListField('查看项目 fields', REVEAL_FIELDS) fields: RevealField[];
  @TextField('查看理由 reason', { min: 2, max: 500 }) reason: string;
}
