import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type CurrentSettings,
  SETTING_LABELS,
  SETTING_NAMES,
  type SettingCheck,
  type SettingDetail,
  type SettingName,
  type SettingSummary,
  type SettingVersionRow,
  type SettingVersionView,
} from '@minsheng/contracts';
import {
  type Actor,
  changesBetween,
  civilDateOf,
  DomainError,
  readSuccessor,
  refuseBackdating,
} from '@minsheng/domain';
import {
  AuditTrail,
  Clock,
  type IdempotencyRequest,
  IdempotentRuns,
  isDuplicateKey,
  Settings,
  type SettingVersion,
} from '@minsheng/platform';
import { SettingVersionsRepository } from './setting-versions.repository';
import { type SaveSettingDto } from './settings.dto';

/** A change of a whole calendar is hundreds of lines: the trail keeps the first and the digest of all. */
const MOST_CHANGES_KEPT = 60;

/** The tables that an administrator edits: versions are added with the day they begin, nothing is overwritten. */
@Injectable()
export class SettingsAdmin {
  constructor(
    private readonly settings: Settings,
    private readonly versions: SettingVersionsRepository,
    private readonly idempotent: IdempotentRuns,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<{ items: SettingSummary[]; nextCursor: null }> {
    await this.settings.reload();
    const items = SETTING_NAMES.map((name): SettingSummary => {
      const known = this.settings.versions();
      return {
        name,
        label: SETTING_LABELS[name],
        inForce: this.row(known.inForce(name, this.clock.now())),
        latest: this.row(known.latest(name)),
      };
    });
    return { items, nextCursor: null };
  }

  async detail(name: SettingName): Promise<SettingDetail> {
    await this.settings.reload();
    const versions = this.settings.versions().all(name);
    return { name, label: SETTING_LABELS[name], versions: versions.map((each) => this.row(each)).reverse() };
  }

  /** @throws DomainError not_found */
  async version(name: SettingName, version: number): Promise<SettingVersionView> {
    await this.settings.reload();
    const found = this.settings.versions().get(name, version);
    if (!found) throw new DomainError('not_found');
    return { ...this.row(found), name, data: found.data };
  }

  /** What every page offers and shows. */
  async current(): Promise<CurrentSettings> {
    await this.settings.refresh();
    return { channels: [...this.settings.channels()], reasons: this.settings.reasons() };
  }

  /** What saving would change, without saving. @throws DomainError setting_refused */
  async check(name: SettingName, draft: unknown): Promise<SettingCheck> {
    await this.settings.reload();
    const latest = this.settings.versions().latest(name);
    const data = readSuccessor(name, draft, latest.data);
    return { baseVersion: latest.version, changes: changesBetween(latest.data, data) };
  }

  /**
   * Adds a version that holds from a day on, today at the earliest; a version that waits for its day is replaced by it.
   * @throws DomainError setting_stale when somebody saved since the page was made, setting_refused, setting_unchanged,
   *   effective_from_past
   */
  async save(
    name: SettingName,
    body: SaveSettingDto,
    actor: Actor,
    request: IdempotencyRequest,
  ): Promise<SettingVersionView> {
    await this.settings.reload();
    try {
      const { version } = await this.idempotent.run(request, () => this.add(name, body, actor));
      await this.settings.reload();
      return await this.version(name, version);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.settings.reload();
      throw this.stale(name);
    }
  }

  private async add(name: SettingName, body: SaveSettingDto, actor: Actor): Promise<{ version: number }> {
    const latest = this.settings.versions().latest(name);
    if (body.baseVersion !== latest.version || (await this.versions.latest(name)) !== latest.version) {
      throw this.stale(name);
    }
    const now = this.clock.now();
    const data = readSuccessor(name, body.data, latest.data);
    refuseBackdating(body.effectiveFrom, civilDateOf(now));
    const changes = changesBetween(latest.data, data);
    if (changes.length === 0 && body.effectiveFrom === latest.effectiveFrom) {
      throw new DomainError('setting_unchanged', { version: latest.version });
    }
    const version = latest.version + 1;
    const { effectiveFrom, note } = body;
    await this.versions.add({ name, version, effectiveFrom, data, note, createdBy: actor.username, createdAt: now });
    await this.audit.record({
      actor: actor.username,
      action: 'save_setting',
      object: `setting:${name}`,
      details: {
        version,
        effectiveFrom,
        note,
        before: digest(latest.data),
        after: digest(data),
        changed: changes.length,
        changes: changes.slice(0, MOST_CHANGES_KEPT),
      },
    });
    return { version };
  }

  private stale(name: SettingName): DomainError {
    const latest = this.settings.versions().latest(name);
    const params = { table: SETTING_LABELS[name], version: latest.version };
    return new DomainError('setting_stale', params, { current: { ...this.row(latest), name, data: latest.data } });
  }

  private row(version: SettingVersion): SettingVersionRow {
    const now = this.clock.now();
    const inForce = this.settings.versions().inForce(version.name, now).version;
    const waits = version.version > inForce ? 'pending' : 'past';
    return {
      version: version.version,
      effectiveFrom: version.effectiveFrom,
      note: version.note,
      savedBy: version.savedBy,
      savedAt: version.savedAt?.toISOString() ?? null,
      status: version.version === inForce ? 'in_force' : waits,
    };
  }
}

function digest(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}
