import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, type GroupBasis } from '@minsheng/contracts';
import { Settings, Clock, HandlesMany, Outbox } from '@minsheng/platform';
import { type AppealEntity } from '../appeals/appeal.entity';
import { type AppealLikeness, AppealsRepository } from '../appeals/appeals.repository';
import { GroupAlertsRepository, type NewGroupAlert } from './group-alerts.repository';
import { GroupNames } from './group-names';

const HOUR_MS = 3_600_000;

/** One way in which callers may speak of the same. */
export interface Subject {
  readonly basis: GroupBasis;
  readonly likeness: AppealLikeness;
  /** The place as it was typed. */
  readonly location?: string | null;
}

/**
 * 群诉预警: looks at each appeal after it is stored, so that of several that arrive at once the last one looked at sees
 * them all. Imports and generated cases tell no event, hence never alert.
 */
@Injectable()
export class GroupWatchHandler {
  constructor(
    private readonly appeals: AppealsRepository,
    private readonly alerts: GroupAlertsRepository,
    private readonly tables: Settings,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly names: GroupNames,
  ) {}

  @HandlesMany(['intake.appeal-registered'], { consumer: 'intake.group-watch' })
  async watch(envelopes: readonly EventEnvelope<'intake.appeal-registered'>[]): Promise<void> {
    const codes = envelopes.flatMap(({ payload }) => (payload.orderCode === null ? [] : [payload.appealCode]));
    if (codes.length === 0) return;
    const subjects = new Map<string, Subject>();
    for (const appeal of await this.appeals.byCodes(codes)) {
      for (const subject of subjectsOf(appeal)) subjects.set(hashOf(subject), subject);
    }
    for (const [hash, subject] of subjects) await this.look(hash, subject);
  }

  private async look(subjectHash: string, subject: Subject): Promise<void> {
    const now = this.clock.now();
    const { callers: enough, hours } = this.tables.rules().group;
    const since = new Date(now.getTime() - hours * HOUR_MS);
    const found = await this.appeals.alike(subject.likeness, since);
    const callers = distinctCallers(found);
    if (callers < enough) return;
    const running = await this.alerts.running(subjectHash, since);
    const known = new Set(running?.orderCodes);
    const codes = new Set(found.flatMap((appeal) => appeal.orderCode ?? []));
    const fresh = [...codes].filter((code) => !known.has(code));
    if (running && running.callers >= callers && fresh.length === 0) return;
    const window = Math.floor(now.getTime() / (hours * HOUR_MS));
    const alertKey = running?.alertKey ?? sha256(`${subjectHash} ${String(window)}`);
    const changes = {
      callers: Math.max(callers, running?.callers ?? 0),
      orderCodes: [...known, ...fresh],
      changedAt: now,
    };
    const stored = running
      ? await this.alerts.grow(running, changes)
      : await this.alerts.add(await this.opened(subject, { ...changes, alertKey, subjectHash, openedAt: now }));
    if (!stored) throw new Error(`another replica stored the group alert on ${subject.basis}: look again`);
    const { basis } = subject;
    const alert = { alertKey, basis, callers: changes.callers, orderCodes: fresh, at: now.toISOString() };
    await this.outbox.add('intake.group-alert', alertKey, alert);
  }

  private async opened(
    subject: Subject,
    facts: Pick<NewGroupAlert, 'alertKey' | 'subjectHash' | 'callers' | 'orderCodes' | 'openedAt' | 'changedAt'>,
  ): Promise<NewGroupAlert> {
    const { basis, likeness } = subject;
    const { townshipCode = null, categoryCode = null } = likeness;
    return { ...facts, basis, townshipCode, categoryCode, subject: await this.names.of(subject) };
  }
}

function subjectsOf({
  orderCode,
  placeKey,
  townshipCode,
  categoryCode,
  location,
  confidential,
}: AppealEntity): Subject[] {
  const subjects: Subject[] = [];
  if (orderCode !== null) subjects.push({ basis: 'order', likeness: { orderCode } });
  if (placeKey !== null) subjects.push({ basis: 'location', likeness: { placeKey }, location });
  if (townshipCode !== null && categoryCode !== null && !confidential) {
    subjects.push({ basis: 'matter', likeness: { townshipCode, categoryCode } });
  }
  return subjects;
}

/** Who called twice counts once; who left no number counts each time. */
function distinctCallers(appeals: readonly Pick<AppealEntity, 'phoneHash' | 'appealCode'>[]): number {
  return new Set(appeals.map(({ phoneHash, appealCode }) => phoneHash ?? appealCode)).size;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hashOf({ basis, likeness }: Subject): string {
  return sha256(JSON.stringify([basis, Object.entries(likeness)]));
}
