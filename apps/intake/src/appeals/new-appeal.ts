import { type Sealer } from '@minsheng/platform';
import { normalisePhone, placeKey } from '@minsheng/domain';
import { type AppealEntity } from './appeal.entity';

/** An appeal as it is first stored. */
export type NewAppeal = Omit<AppealEntity, 'id'>;

/** What every way of registering knows; the rest is empty until said otherwise. */
export type AppealFacts = Pick<NewAppeal, 'appealCode' | 'channel' | 'kind' | 'title' | 'content' | 'registeredAt'> &
  Partial<Omit<NewAppeal, 'name' | 'phone' | 'address' | 'phoneHash'>>;

export interface PlainContact {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
}

/** Instead of a confidential appeal's title, everywhere. */
const CONFIDENTIAL_TITLE = '保密件';

/** Seals what must not lie open: the person always, the texts of a confidential appeal too (rules §9). */
export function newAppeal(facts: AppealFacts, contact: PlainContact, sealer: Sealer): NewAppeal {
  const phone = contact.phone ? normalisePhone(contact.phone) : null;
  const { title, content, location = null, confidential = false } = facts;
  const texts = confidential
    ? { title: CONFIDENTIAL_TITLE, content: sealer.seal(JSON.stringify({ title, content, location })), location: null }
    : { title, content, location };
  return {
    orderCode: null,
    outcome: 'order',
    urgency: 'normal',
    townshipCode: null,
    categoryCode: null,
    subjectUnitCode: null,
    anonymous: false,
    publishable: false,
    callbackWanted: true,
    occurredAt: null,
    language: null,
    dialect: null,
    answer: null,
    refusal: null,
    handover: null,
    registeredBy: null,
    queryHash: null,
    repeatKey: null,
    rating: null,
    ratedAt: null,
    sourceKey: null,
    sourceDigest: null,
    splitFrom: null,
    placeKey: confidential ? null : placeKey(location),
    ...withoutUndefined(facts),
    ...texts,
    confidential,
    name: sealer.sealOrNull(contact.name),
    phone: sealer.sealOrNull(phone),
    address: sealer.sealOrNull(contact.address),
    phoneHash: phone === null ? null : sealer.hash(phone),
  };
}

/** An optional field that was left out must not hide its default. */
function withoutUndefined<T extends object>(facts: T): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
