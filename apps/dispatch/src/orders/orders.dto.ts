import { type Type } from '@nestjs/common';
import {
  type Action,
  CALLBACK_OUTCOMES,
  type CallbackOutcome,
  CONTACT_OUTCOMES,
  type ContactOutcome,
  type Dissatisfaction,
  DISSATISFACTIONS,
  EXCLUSION_CATEGORIES,
  type ExclusionCategory,
  type Kind,
  KINDS,
  type Lamp,
  LAMPS,
  LEADER_POSTS,
  type LeaderPost,
  ORDER_STATES,
  type OrderState,
  PAUSE_REASONS,
  type PauseReason,
  REFUSAL_REASONS,
  type RefusalReason,
  RESULT_CODES,
  type ResultCode,
  RETURN_REASONS,
  type ReturnReason,
  REVEAL_FIELDS,
  type RevealField,
  type Satisfaction,
  SATISFACTIONS,
  type SplitPart,
  SUPERVISION_LEVELS,
  type SupervisionLevel,
  URGENCIES,
  type Urgency,
  type Waiting,
  WAITINGS,
} from '@minsheng/contracts';
import { type Inputs } from '@minsheng/domain';
import {
  BoolField,
  ChoiceField,
  ChoiceListField,
  CodeField,
  CodeListField,
  InstantField,
  IntField,
  ObjectListField,
  PatternField,
  QueryIntField,
  ReasonField,
  TextField,
} from '@minsheng/platform';

/** Every action may carry the version its page was made from; the table says which must. */
export class VersionedInput {
  @IntField('版本号 version', { min: 0, max: 1_000_000, optional: true }) version?: number;
}

class OptionalReasonInput extends VersionedInput {
  @TextField('说明 reason', { max: 2000, min: 0, optional: true }) reason?: string;
}
class ReasonInput extends VersionedInput {
  @TextField('理由 reason', { max: 2000 }) reason: string;
}
class TextInput extends VersionedInput {
  @TextField('内容 text', { max: 4000 }) text: string;
}

export class DispatchInput extends VersionedInput implements Typed<'dispatch'> {
  @CodeField('主办单位 leadUnitCode') leadUnitCode: string;
  @CodeListField('协办单位 coUnitCodes', { max: 20, optional: true }) coUnitCodes?: string[];
  @ChoiceField('诉求类型 kind', KINDS, { optional: true }) kind?: Kind;
  @ChoiceField('紧急程度 urgency', URGENCIES, { optional: true }) urgency?: Urgency;
  @CodeField('事项分类 categoryCode', { optional: true }) categoryCode?: string;
  @TextField('转办摘要 brief', { max: 4000, optional: true }) brief?: string;
  @TextField('派单说明 note', { max: 2000, optional: true }) note?: string;
}
class AskInstructionInput extends OptionalReasonInput implements Typed<'ask_instruction'> {
  @TextField('拟办意见 propose', { max: 4000, optional: true }) propose?: string;
  @ChoiceListField('批示领导 posts', LEADER_POSTS, { optional: true }) posts?: LeaderPost[];
}
class DesignateInput extends VersionedInput implements Typed<'designate'> {
  @CodeField('主办单位 leadUnitCode') leadUnitCode: string;
  @CodeListField('协办单位 coUnitCodes', { max: 20, optional: true }) coUnitCodes?: string[];
  @TextField('指定理由 reason', { max: 2000 }) reason: string;
}
class AddCoUnitInput extends VersionedInput implements Typed<'add_co_unit'> {
  @CodeField('协办单位 unitCode') unitCode: string;
  @InstantField('协办时限 dueAt', { optional: true }) dueAt?: Date;
}
class RequestExtensionInput extends VersionedInput implements Typed<'request_extension'> {
  @IntField('延期工作日 workdays', { min: 1, max: 250 }) workdays: number;
  @TextField('延期理由 reason', { max: 2000 }) reason: string;
  @TextField('依据 basis', { max: 2000, optional: true }) basis?: string;
}
class PauseInput extends OptionalReasonInput implements Typed<'pause'> {
  @ReasonField('停表原因 reasonCode', PAUSE_REASONS) reasonCode: PauseReason;
  @InstantField('停至 until') until: Date;
}
const REVIEW_DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/;
class RequestSuspensionInput extends OptionalReasonInput implements Typed<'request_suspension'> {
  @PatternField('复核日期 reviewDate', REVIEW_DATE, '须为 2026-12-31 这样的日期', { optional: true })
  reviewDate?: string;
}
class SuspendInput extends OptionalReasonInput implements Typed<'suspend'> {
  @PatternField('复核日期 reviewDate', REVIEW_DATE, '须为 2026-12-31 这样的日期') reviewDate: string;
}
class TerminationInput extends OptionalReasonInput implements Typed<'terminate'> {
  @ReasonField('终止原因 reasonCode', REFUSAL_REASONS, { optional: true }) reasonCode?: RefusalReason;
}
class WithdrawInput extends OptionalReasonInput implements Typed<'withdraw'> {
  @TextField('证据 evidence', { max: 2000, optional: true }) evidence?: string;
}
class RequestReturnInput extends VersionedInput implements Typed<'request_return'> {
  @ReasonField('退单原因 reasonCode', RETURN_REASONS) reasonCode: ReturnReason;
  @TextField('退单依据 basis', { max: 2000 }) basis: string;
  @CodeField('建议单位 suggestedUnitCode', { optional: true }) suggestedUnitCode?: string;
}
class ReassignInput extends VersionedInput implements Typed<'reassign'> {
  @CodeField('新主办单位 unitCode') unitCode: string;
  @TextField('改派理由 reason', { max: 2000 }) reason: string;
}
class SubjectUnitInput extends VersionedInput implements Typed<'set_subject_unit'> {
  @CodeField('被反映单位 unitCode') unitCode: string;
}
class ContactInput extends VersionedInput implements Typed<'contact'> {
  @InstantField('联系时间 at') at: Date;
  @ChoiceField('联系结果 outcome', CONTACT_OUTCOMES) outcome: ContactOutcome;
  @TextField('联系情况 note', { max: 2000 }) note: string;
}
class ProgressInput extends TextInput implements Typed<'progress'> {
  @BoolField('是否向群众公开 public') public: boolean;
}
class SubmitReplyInput extends VersionedInput implements Typed<'submit_reply'> {
  @ChoiceField('办理结果 resultCode', RESULT_CODES) resultCode: ResultCode;
  @TextField('公开答复 publicReply', { max: 10_000 }) publicReply: string;
  @TextField('内部办理情况 internalAccount', { max: 10_000 }) internalAccount: string;
  @InstantField('联系群众时间 contactedAt', { optional: true }) contactedAt?: Date;
}
class MergeInput extends VersionedInput implements Typed<'merge'> {
  @PatternField('并入的主单编号 intoOrderCode', /^\d{14}$/, '须为 14 位工单编号') intoOrderCode: string;
  @TextField('并单理由 reason', { max: 2000 }) reason: string;
}
class SplitPartInput implements SplitPart {
  @TextField('标题 title', { min: 2, max: 100 }) title: string;
  @TextField('内容 content', { min: 2, max: 10_000 }) content: string;
  @ChoiceField('诉求类型 kind', KINDS, { optional: true }) kind?: Kind;
  @CodeField('事项分类 categoryCode', { optional: true }) categoryCode?: string;
  @TextField('发生地点 location', { max: 300, optional: true }) location?: string;
}
class SplitInput extends VersionedInput implements Typed<'split'> {
  @ObjectListField('拆出的事项 parts', () => SplitPartInput, { min: 1, max: 9 }) parts: SplitPartInput[];
}
class RecordCallbackInput extends VersionedInput implements Typed<'record_callback'> {
  @ChoiceField('回访结果 outcome', CALLBACK_OUTCOMES) outcome: CallbackOutcome;
  @BoolField('是否解决 resolved', { optional: true }) resolved?: boolean;
  @ChoiceField('满意度 satisfaction', SATISFACTIONS, { optional: true }) satisfaction?: Satisfaction;
  @ChoiceField('不满意原因 dissatisfiedWith', DISSATISFACTIONS, { optional: true }) dissatisfiedWith?: Dissatisfaction;
  @TextField('备注 note', { max: 2000, optional: true }) note?: string;
}
class RequestExclusionInput extends OptionalReasonInput implements Typed<'request_exclusion'> {
  @ReasonField('剔除类别 categoryCode', EXCLUSION_CATEGORIES, { optional: true }) categoryCode?: ExclusionCategory;
  @TextField('证据 evidence', { max: 4000, optional: true }) evidence?: string;
}

class ClearPublicationInput extends VersionedInput implements Typed<'clear_publication'> {
  @TextField('公开标题 title', { min: 2, max: 100 }) title: string;
  @TextField('公开的来信内容 content', { min: 2, max: 10_000 }) content: string;
  @TextField('公开的答复 reply', { min: 2, max: 10_000 }) reply: string;
}
class SuperviseInput extends TextInput implements Typed<'supervise'> {
  @ChoiceField('督办级别 level', SUPERVISION_LEVELS) level: SupervisionLevel;
  @InstantField('反馈期限 dueAt') dueAt: Date;
}
class NoteInstructionInput extends TextInput implements Typed<'note_instruction'> {
  @InstantField('反馈期限 dueAt', { optional: true }) dueAt?: Date;
}

type Typed<A extends Action> = Inputs[A];

/** The form of each action's input; what it means is the domain's matter. */
export const ACTION_INPUTS: { readonly [A in Action]: Type<Inputs[A] & VersionedInput> } = {
  propose: TextInput,
  instruct: TextInput,
  ask_instruction: AskInstructionInput,
  dispatch: DispatchInput,
  designate: DesignateInput,
  sign: OptionalReasonInput,
  request_return: RequestReturnInput,
  accept_return: OptionalReasonInput,
  reject_return: OptionalReasonInput,
  reassign: ReassignInput,
  add_co_unit: AddCoUnitInput,
  submit_opinion: TextInput,
  set_subject_unit: SubjectUnitInput,
  contact: ContactInput,
  add_note: TextInput,
  progress: ProgressInput,
  request_extension: RequestExtensionInput,
  approve_extension: OptionalReasonInput,
  refuse_extension: OptionalReasonInput,
  pause: PauseInput,
  resume: OptionalReasonInput,
  request_suspension: RequestSuspensionInput,
  suspend: SuspendInput,
  refuse_suspension: OptionalReasonInput,
  unsuspend: OptionalReasonInput,
  request_termination: TerminationInput,
  terminate: TerminationInput,
  refuse_termination: OptionalReasonInput,
  withdraw: WithdrawInput,
  submit_reply: SubmitReplyInput,
  approve_reply: OptionalReasonInput,
  reject_reply: OptionalReasonInput,
  accept_reply: OptionalReasonInput,
  send_back: OptionalReasonInput,
  record_callback: RecordCallbackInput,
  redo: OptionalReasonInput,
  clear_publication: ClearPublicationInput,
  publish: OptionalReasonInput,
  unpublish: ReasonInput,
  request_exclusion: RequestExclusionInput,
  exclude: OptionalReasonInput,
  refuse_exclusion: OptionalReasonInput,
  merge: MergeInput,
  unmerge: OptionalReasonInput,
  split: SplitInput,
  urge: OptionalReasonInput,
  supervise: SuperviseInput,
  note_instruction: NoteInstructionInput,
  report_supervision: TextInput,
};

/** `?state&unit&channel&lamp&q&from&to&sort&limit&cursor`: what a screen filters is what it will export. */
export class OrderQueryDto {
  @ChoiceField('状态 state', ORDER_STATES, { optional: true }) state?: OrderState;
  @CodeField('主办单位 unit', { optional: true }) unit?: string;
  @CodeField('渠道 channel', { optional: true }) channel?: string;
  @ChoiceField('亮灯 lamp', LAMPS, { optional: true }) lamp?: Lamp;
  @TextField('查询词 q', { max: 100, min: 0, optional: true }) q?: string;
  @InstantField('起始时间 from', { optional: true }) from?: Date;
  @InstantField('截止时间 to', { optional: true }) to?: Date;
  /** `received`: newest first. `due`: open orders, the most pressing first. */
  @ChoiceField('排序 sort', ['received', 'due'], { optional: true }) sort?: 'received' | 'due';
  @ChoiceField('只看逾期 overdue', ['true'], { optional: true }) overdue?: 'true';
  @ChoiceField('只看待重办 redoAsked', ['true'], { optional: true }) redoAsked?: 'true';
  /** Leaders: letters that wait for the reader's own instruction, by post. */
  @ChoiceField('等待批示 waitingFor', ['me'], { optional: true }) waitingFor?: 'me';
  /** Letters before a leader without a 拟办意见. */
  @ChoiceField('只看待拟办 unproposed', ['true'], { optional: true }) unproposed?: 'true';
  /** Orders that wait for this decision. */
  @ChoiceField('待审事项 waiting', WAITINGS, { optional: true }) waiting?: Waiting;
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

export class RevealDto {
  @ChoiceListField('查看项目 fields', REVEAL_FIELDS) fields: RevealField[];
  @TextField('查看理由 reason', { min: 2, max: 500 }) reason: string;
  @PatternField('诉求编号 appealCode', /^A\d{14}$/, '须为 A 加 14 位数字', { optional: true }) appealCode?: string;
}

export class PreviewQueryDto {
  @CodeField('主办单位 leadUnitCode', { optional: true }) leadUnitCode?: string;
  @ChoiceField('诉求类型 kind', KINDS, { optional: true }) kind?: Kind;
  @ChoiceField('紧急程度 urgency', URGENCIES, { optional: true }) urgency?: Urgency;
}

export class DeadlineQueryDto {
  @InstantField('起算时间 start') start: Date;
  @PatternField('时限 limit', /^.{1,40}$/, '须为 1–40 个字符') limit: string;
}
