import { PERSONAL_DATA_LABELS, type PublicationFact, SHIPPED_CHANNELS } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type Actor } from '../privacy/actor';
import { findPersonalData, type KnownPerson } from '../privacy/personal-data';
import { type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/** What of a case is published. */
export type PublicTexts = Pick<PublicationFact, 'title' | 'content' | 'reply'>;
type Facts = Pick<WorkOrder, 'channel' | 'publishable' | 'confidential' | 'anonymous' | 'kind' | 'publicReply'>;

const FIELD_LABELS: Readonly<Record<keyof PublicTexts, string>> = {
  title: '标题',
  content: '来信内容',
  reply: '答复内容',
};

/** Channels whose replies may be published where no table says otherwise. */
const SHIPPED_PUBLISHING = SHIPPED_CHANNELS.filter(({ publishable }) => publishable).map(({ code }) => code);

/** Why a case can never be published, in words; null when it may be (rules §2, §9). `channels`: those that publish. */
export function publicationBar(order: Facts, channels: readonly string[] = SHIPPED_PUBLISHING): string | null {
  if (!channels.includes(order.channel)) return '这个渠道的答复不公开';
  if (order.confidential) return '保密件';
  // Nobody known has agreed; and an accusation names somebody.
  if (order.anonymous) return '匿名件';
  if (order.kind === 'report') return '举报件';
  if (!order.publishable) return '来信人不同意公开';
  return order.publicReply === null ? '没有答复' : null;
}

/** The reply stands in the public column now. */
export function isPublished(publication: PublicationFact | null): boolean {
  return publication !== null && publication.publishedAt !== null && publication.withdrawnAt === null;
}

/** Guard of the first person. @throws DomainError publication_barred, publication_live */
export function maySeePublic(order: WorkOrder, _actor: Actor, context: RuleContext): void {
  const why = publicationBar(order, context.publishingChannels);
  if (why !== null) throw new DomainError('publication_barred', { why });
  if (isPublished(order.publication)) throw new DomainError('publication_live');
}

/** Guard of the second person, never the first. @throws DomainError publication_not_cleared, publication_same_person */
export function somebodyElseCleared(order: WorkOrder, actor: Actor, context: RuleContext): void {
  maySeePublic(order, actor, context);
  const cleared = order.publication;
  if (cleared === null || cleared.withdrawnAt !== null) throw new DomainError('publication_not_cleared');
  if (cleared.clearedBy === actor.username) throw new DomainError('publication_same_person');
}

/** @throws DomainError publication_not_live */
export function publicationIsLive(order: WorkOrder): void {
  if (!isPublished(order.publication)) throw new DomainError('publication_not_live');
}

/** Taken back, by somebody or (null) by itself; what nobody had cleared stays as it was. */
export function withdrawn(publication: PublicationFact | null, by: string | null, now: Date): PublicationFact | null {
  if (publication === null || publication.withdrawnAt !== null) return publication;
  return { ...publication, withdrawnAt: now.toISOString(), withdrawnBy: by };
}

/** Moves with every step of a publication: the second person publishes what they saw, nothing edited in between. */
export function publicationMark({ publication }: Pick<WorkOrder, 'publication'>): string {
  return JSON.stringify(publication);
}

/** What still has to be taken out of a text before it may be published, by field. */
export interface PublicationProblem {
  readonly field: keyof PublicTexts;
  readonly label: string;
  readonly what: readonly string[];
}

/**
 * Everything found in the citizen's words is to go. In the reply, an office's landline or mail address may stand: nearly four in
 * a hundred replies tell whom to ask.
 */
export function publicationProblems(texts: PublicTexts, person: KnownPerson | null): readonly PublicationProblem[] {
  return (['title', 'content', 'reply'] as const).flatMap((field) => {
    const found = findPersonalData(texts[field], person).filter(({ kind }) => !mayStand(field, kind));
    const what = [...new Set(found.map(({ kind }) => PERSONAL_DATA_LABELS[kind]))];
    return what.length > 0 ? [{ field, label: FIELD_LABELS[field], what }] : [];
  });
}

/** A finding that only asks for a second look. */
export function mayStand(field: keyof PublicTexts, kind: keyof typeof PERSONAL_DATA_LABELS): boolean {
  return field === 'reply' && (kind === 'landline' || kind === 'email');
}

/** @throws DomainError pii_in_public_text */
export function refusePersonalData(texts: PublicTexts, person: KnownPerson | null): void {
  const [problem] = publicationProblems(texts, person);
  if (problem) throw new DomainError('pii_in_public_text', { field: problem.label, what: problem.what.join('、') });
}
