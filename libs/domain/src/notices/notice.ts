import { NOTICE_FORMS, type NoticeKind, type NoticeLevel, type NoticeParams } from '@minsheng/contracts';
import { type WorkOrder } from '../order/order';
import { type AccessFacts, isComplainedOf, mayRead, readerUnits } from '../privacy/access';
import { type Actor } from '../privacy/actor';
import { CONFIDENTIAL_TITLE, maskText } from '../privacy/mask';
import { type UnitTree } from '../units/unit-tree';
import { type Audience } from './audience';

/** What a notice must know of its order; never its texts, which are read afresh for each reader. */
export type NoticeOrder = Pick<WorkOrder, 'code' | 'urgency' | 'imported'>;

/** One notice as its maker gives it: a kind with exactly the parameters of its text. */
export type NoticeContent = {
  readonly [K in NoticeKind]: { readonly kind: K; readonly params: NoticeParams<K> };
}[NoticeKind];

/** A notice to be stored once: the same key is never stored twice. */
export type NoticeDraft = NoticeContent & {
  readonly to: Audience;
  readonly order: NoticeOrder | null;
  readonly key: string;
};

/** Critical and urgent orders have limits of minutes by day and night (rules §5): so have the notices about them. */
export function levelOfNotice(kind: NoticeKind, order: Pick<NoticeOrder, 'urgency'> | null): NoticeLevel {
  if (order?.urgency === 'critical' || order?.urgency === 'urgent') return 'urgent';
  return NOTICE_FORMS[kind].level;
}

/** Facts of an order that decide what a notice about it shows to whom. */
export type NoticeSubject = AccessFacts & Pick<WorkOrder, 'title' | 'confidential'>;

/**
 * `full`: with title. `bare`: the order was the unit's and is no longer, which the unit may know and nothing more.
 * `none`: not at all, as for the unit complained of (信访工作条例 第三十条).
 */
export type NoticeSight = 'full' | 'bare' | 'none';

/** What a person may still see of a notice to one of the audiences that the person belongs to. */
export function sightOfReader(
  order: NoticeSubject | null,
  audience: Audience,
  by: { readonly actor: Actor; readonly units: UnitTree },
): NoticeSight {
  if (order === null) return 'none';
  if (mayRead(order, by.actor, by.units)) return 'full';
  return 'unit' in audience ? sightOfAudience(order, audience, by.units) : 'none';
}

/** The same where nobody in particular reads: a gateway outside passes the notice on to the whole audience. */
export function sightOfAudience(order: NoticeSubject | null, audience: Audience, units: UnitTree): NoticeSight {
  if (order === null) return 'none';
  if (!('unit' in audience)) return 'full';
  if (isComplainedOf(audience.unit, order, units)) return 'none';
  return readerUnits(order, units).includes(audience.unit) ? 'full' : 'bare';
}

const GONE = '（已不由本单位办理）';

/** The order's title as notices may carry it. */
export function noticeTitle(order: Pick<NoticeSubject, 'title' | 'confidential'>): string {
  return order.confidential ? CONFIDENTIAL_TITLE : maskText(order.title);
}

/** The sentence a person reads; `title` null where it may not be shown any more. */
export function noticeText(kind: NoticeKind, params: Readonly<Record<string, string>>, title: string | null): string {
  const text: string = NOTICE_FORMS[kind].text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name === 'title' ? (title ?? GONE) : (params[name] ?? whole),
  );
}
