/**
 * A letter while it is being written. What the matter is survives a reload, in this tab only; name, number and address
 * are never stored: people also write from shared computers.
 */
import { KINDS, type Kind, type SubmitLetterRequest } from '@minsheng/contracts';

/** What the form holds; empty strings where nothing was typed. */
export interface LetterDraft {
  kind: Kind | '';
  title: string;
  content: string;
  location: string;
  publishable: boolean | null;
  confidential: boolean;
  name: string;
  phone: string;
  address: string;
}
export type LetterField = keyof LetterDraft | 'captchaAnswer';

/** Labels of the fields, for the form and for the list of mistakes. */
export const LETTER_FIELD_LABELS: Record<LetterField, string> = {
  kind: '来信类型',
  title: '标题',
  content: '内容',
  location: '事情发生的地点',
  publishable: '是否同意公开答复',
  confidential: '保密',
  name: '姓名',
  phone: '联系电话',
  address: '联系地址',
  captchaAnswer: '验证码',
};

/** What the boxes take; the server decides what it accepts. */
export const LETTER_MAX = { title: 60, content: 2000, location: 100, name: 30, phone: 20, address: 100 } as const;

const STORED = ['kind', 'title', 'content', 'location', 'publishable', 'confidential'] as const;
const STORE_KEY = 'minsheng.letter-draft';

export function emptyDraft(): LetterDraft {
  return {
    kind: '',
    title: '',
    content: '',
    location: '',
    publishable: null,
    confidential: false,
    name: '',
    phone: '',
    address: '',
  };
}

/** The stored part of the draft, over an empty one; anything unreadable is as if nothing were stored. */
export function loadDraft(storage: Storage): LetterDraft {
  const draft = emptyDraft();
  const stored = readStored(storage);
  if (typeof stored.kind === 'string' && KINDS.some((kind) => kind === stored.kind)) draft.kind = stored.kind as Kind;
  for (const field of ['title', 'content', 'location'] as const) {
    const value = stored[field];
    if (typeof value === 'string') draft[field] = value;
  }
  if (typeof stored.publishable === 'boolean') draft.publishable = stored.publishable;
  if (typeof stored.confidential === 'boolean') draft.confidential = stored.confidential;
  return draft;
}

function readStored(storage: Storage): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage.getItem(STORE_KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function saveDraft(storage: Storage, draft: LetterDraft): void {
  try {
    storage.setItem(STORE_KEY, JSON.stringify(Object.fromEntries(STORED.map((field) => [field, draft[field]]))));
  } catch {
    // No room or storage switched off: writing goes on, only a reload would lose the text.
  }
}

export function clearDraft(storage: Storage): void {
  storage.removeItem(STORE_KEY);
}

/** What is missing, said before a request is spent on it; the server's own judgement comes after. */
export function missingFields(
  draft: LetterDraft,
  captchaNeeded: boolean,
  captchaAnswer: string,
): Map<LetterField, string> {
  const wrong = new Map<LetterField, string>();
  if (!draft.kind) wrong.set('kind', '请选择来信类型');
  if (!draft.title.trim()) wrong.set('title', '请用一句话写明标题');
  if (!draft.content.trim()) wrong.set('content', '请写明时间、地点、经过和您的诉求');
  if (!draft.name.trim()) wrong.set('name', '请填写姓名，县长信箱须实名');
  if (!/^[+\d][\d\s-]{5,}$/.test(draft.phone.trim())) wrong.set('phone', '请填写能联系到您的手机号码或固定电话');
  if (draft.publishable === null && !draft.confidential) wrong.set('publishable', '请选择是否同意公开答复');
  if (captchaNeeded && !captchaAnswer.trim()) wrong.set('captchaAnswer', '请填写验证码');
  return wrong;
}

/** The body of the request; optional fields are left out rather than sent empty. */
export function letterRequest(
  draft: LetterDraft,
  captcha: { captchaId: string; captchaAnswer: string } | null,
): SubmitLetterRequest {
  const location = draft.location.trim();
  const address = draft.address.trim();
  return {
    mailbox: 'county_mailbox',
    kind: draft.kind || 'other',
    title: draft.title.trim(),
    content: draft.content.trim(),
    name: draft.name.trim(),
    phone: draft.phone.trim(),
    publishable: draft.publishable === true && !draft.confidential,
    ...(draft.confidential ? { confidential: true } : {}),
    ...(location ? { location } : {}),
    ...(address ? { address } : {}),
    ...(captcha ? { captchaId: captcha.captchaId, captchaAnswer: captcha.captchaAnswer.trim() } : {}),
  };
}
