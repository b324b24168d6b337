import type { HandoverService, Kind, RefusalReason, RegisterAppealRequest, Urgency } from '@minsheng/contracts';
import { toInstant } from '@/composables/format-time';
import { newKey } from '@/composables/new-key';

/** How the agent ends an appeal at the desk; exactly one of them. */
export type Ending = 'order' | 'answer' | 'refusal' | 'handover' | 'join';

/** What the agent is filling in. Everything is text or a flag, so that it survives a reload unchanged. */
export interface AppealDraft {
  /** Idempotency-Key: made once per draft, so that a double click or a repetition never makes two appeals. */
  key: string;
  channel: string;
  phone: string;
  name: string;
  address: string;
  anonymous: boolean;
  confidential: boolean;
  callbackWanted: boolean;
  publishable: boolean;
  language: string;
  dialect: string;
  kind: Kind | '';
  urgency: Urgency;
  townshipCode: string;
  categoryCode: string;
  subjectUnitCode: string;
  title: string;
  content: string;
  location: string;
  occurredAt: string;
  ending: Ending;
  answer: string;
  refusalReason: RefusalReason | '';
  refusalRoute: string;
  handoverService: HandoverService | '';
  handoverNote: string;
  joinOrderCode: string;
}

/** An empty form; the channel stays, because the next call mostly comes the same way. */
export function blankDraft(channel = 'hotline_12345'): AppealDraft {
  return {
    key: newKey(),
    channel,
    phone: '',
    name: '',
    address: '',
    anonymous: false,
    confidential: false,
    callbackWanted: true,
    publishable: false,
    language: '',
    dialect: '',
    kind: '',
    urgency: 'normal',
    townshipCode: '',
    categoryCode: '',
    subjectUnitCode: '',
    title: '',
    content: '',
    location: '',
    occurredAt: '',
    ending: 'order',
    answer: '',
    refusalReason: '',
    refusalRoute: '',
    handoverService: '',
    handoverNote: '',
    joinOrderCode: '',
  };
}

export function isEmptyDraft(draft: AppealDraft): boolean {
  const typed = [draft.phone, draft.name, draft.address, draft.title, draft.content, draft.location, draft.answer];
  return typed.every((text) => text.trim() === '');
}

const given = (text: string): string | undefined => text.trim() || undefined;

function endingOf(draft: AppealDraft): Partial<RegisterAppealRequest> {
  if (draft.ending === 'answer') return { answer: draft.answer.trim() };
  if (draft.ending === 'join') return { joinOrderCode: draft.joinOrderCode.trim() };
  if (draft.ending === 'refusal' && draft.refusalReason) {
    return { refusal: { reasonCode: draft.refusalReason, route: draft.refusalRoute.trim() } };
  }
  if (draft.ending === 'handover' && draft.handoverService) {
    return { handover: { service: draft.handoverService, note: given(draft.handoverNote) } };
  }
  return {};
}

/** The request as the wire wants it; blanks are left out, and an anonymous appeal carries no more than a number to call. */
export function toRequest(draft: AppealDraft, mayPublish: boolean): RegisterAppealRequest {
  const phone = given(draft.phone);
  const caller = draft.anonymous ? { phone } : { name: given(draft.name), phone, address: given(draft.address) };
  return {
    channel: draft.channel,
    kind: draft.kind || 'other',
    urgency: draft.urgency,
    title: draft.title.trim(),
    content: draft.content.trim(),
    caller: Object.values(caller).some(Boolean) ? caller : undefined,
    location: given(draft.location),
    townshipCode: given(draft.townshipCode),
    categoryCode: given(draft.categoryCode),
    subjectUnitCode: given(draft.subjectUnitCode),
    confidential: draft.confidential,
    anonymous: draft.anonymous,
    publishable: mayPublish && draft.publishable,
    occurredAt: draft.occurredAt ? toInstant(draft.occurredAt) : undefined,
    language: given(draft.language),
    dialect: given(draft.dialect),
    callbackWanted: draft.callbackWanted,
    ...endingOf(draft),
  };
}

/** Errors by the name of the field on the wire. */
export type FieldErrors = Record<string, string>;

/** What the form itself can see is missing; the rules are judged by the server. */
export function missingFields(draft: AppealDraft): FieldErrors {
  const errors: FieldErrors = {};
  if (!draft.anonymous && !draft.phone.trim()) errors['caller.phone'] = '请填写电话；不愿留的勾选“匿名”';
  if (!draft.anonymous && !draft.name.trim()) errors['caller.name'] = '请填写姓名；不愿留的勾选“匿名”';
  if (!draft.channel) errors.channel = '请选择渠道';
  if (!draft.kind) errors.kind = '请选择诉求类型';
  if (!draft.title.trim()) errors.title = '请填写标题';
  if (!draft.content.trim()) errors.content = '请填写诉求内容';
  if (draft.ending === 'answer' && !draft.answer.trim()) errors.answer = '请填写答复内容';
  if (draft.ending === 'refusal' && !draft.refusalReason) errors['refusal.reasonCode'] = '请选择不予受理的理由';
  if (draft.ending === 'refusal' && !draft.refusalRoute.trim()) errors['refusal.route'] = '请告知应走的途径';
  if (draft.ending === 'handover' && !draft.handoverService) errors['handover.service'] = '请选择转接的专线';
  if (draft.ending === 'join' && !draft.joinOrderCode.trim()) errors.joinOrderCode = '请填写或从右侧选择要催办的工单';
  return errors;
}
