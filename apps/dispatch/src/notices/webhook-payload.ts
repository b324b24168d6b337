import { NOTICE_FORMS, type WebhookPayload } from '@minsheng/contracts';
import {
  type Audience,
  noticeText,
  noticeTitle,
  type NoticeSubject,
  parseAudience,
  sightOfAudience,
  type UnitTree,
} from '@minsheng/domain';
import { type NoticeEntity } from './notice.entity';

/** What the payload is made from besides the notice. */
export interface PayloadParts {
  /** As it is at the moment of sending; null where there is none (any more). */
  readonly subject: NoticeSubject | null;
  readonly units: UnitTree;
  readonly publicUrl: string | null;
}

/**
 * The notice as a gateway may have it now: an order that has left the unit goes without title, and one that complains
 * of the unit is not told at all (null), however long the delivery waited.
 */
export function payloadOf(notice: NoticeEntity, parts: PayloadParts): WebhookPayload | null {
  const { subject, units, publicUrl } = parts;
  const audience = parseAudience(notice.audience);
  const sight = notice.orderCode === null ? 'full' : sightOfAudience(subject, audience, units);
  if (sight === 'none') return null;
  const title = sight === 'full' && subject !== null ? noticeTitle(subject) : null;
  const link = sight === 'full' && notice.orderCode !== null && publicUrl !== null;
  return {
    id: notice.id,
    kind: notice.kind,
    at: notice.at.toISOString(),
    audience: audienceView(audience, units),
    level: notice.level,
    orderCode: notice.orderCode,
    title,
    text: noticeText(notice.kind, notice.params, title),
    url: link ? `${publicUrl.replace(/\/+$/, '')}/orders/${notice.orderCode ?? ''}` : null,
  };
}

/** What the administrator sends to see whether a gateway listens. */
export function trialPayload(now: Date): WebhookPayload {
  const text = '这是一条测试通知，不涉及任何工单。';
  const nothing = { audience: null, orderCode: null, title: null, url: null };
  return { id: 0, kind: 'test', at: now.toISOString(), level: 'info', text, ...nothing };
}

export function deliveryKindLabel(kind: WebhookPayload['kind']): string {
  return kind === 'test' ? '测试' : NOTICE_FORMS[kind].label;
}

function audienceView(audience: Audience, units: UnitTree): WebhookPayload['audience'] {
  if ('account' in audience) return { account: audience.account };
  if ('role' in audience) return { role: audience.role };
  const roles = audience.roles ?? ['handler', 'unit_head'];
  return { unit: audience.unit, unitName: units.name(audience.unit), roles: [...roles] };
}
