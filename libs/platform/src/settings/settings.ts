import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Channel, type ReasonsTable, SHIPPED_CHANNELS } from '@minsheng/contracts';
import {
  calendarDataOf,
  type LimitTable,
  limitTableOf,
  type OrderRules,
  orderRulesOf,
  WorkingCalendar,
} from '@minsheng/domain';
import { Clock } from '../clock/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingVersionEntity } from './setting-version.entity';
import { type SettingVersion, SettingVersions } from './setting-versions';

/** Another replica's change is seen after this long at the latest. */
export const SETTINGS_REFRESH_MS = 2_000;
/** Calendars are large; nobody asks for more than the present one and those that open deadlines were counted by. */
const MOST_CALENDARS = 8;

/**
 * The tables that hold now: working calendar, limits, rules of orders, channels, reasons. Every service asks here and
 * nowhere else. Answers come from memory, because decisions ask in the middle of their work; the memory is at most two
 * seconds behind what another process saved.
 */
@Injectable()
export class Settings implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Settings.name);
  private known = new SettingVersions([]);
  private newest = 0;
  private checkedAt = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly calendars = new Map<string, WorkingCalendar>();
  private readonly built = new WeakMap<object, LimitTable | OrderRules>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
    this.timer = setInterval(
      () => void this.reload().catch((error: unknown) => this.logger.warn(error)),
      SETTINGS_REFRESH_MS,
    );
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  current(): WorkingCalendar {
    return this.calendarOf(this.known.inForce('calendar', this.clock.now()));
  }

  /** The number of the calendar that holds now: what was judged by another must be judged again. */
  calendarVersion(): number {
    return this.known.inForce('calendar', this.clock.now()).version;
  }

  limits(): LimitTable {
    const held = this.known.inForce('limits', this.clock.now());
    return this.once(held, () => limitTableOf(held.data, held.version, held.effectiveFrom));
  }

  rules(): OrderRules {
    const held = this.known.inForce('order_rules', this.clock.now());
    return this.once(held, () => orderRulesOf(held.data, held.version, held.effectiveFrom));
  }

  channels(): readonly Channel[] {
    return this.known.inForce('channels', this.clock.now()).data.channels;
  }

  channel(code: string): Channel | undefined {
    return this.channels().find((channel) => channel.code === code);
  }

  /** What pages call the channel. */
  channelLabel(code: string): string {
    return this.channel(code)?.label ?? SHIPPED_CHANNELS.find((channel) => channel.code === code)?.label ?? code;
  }

  /** What reports call the channel. */
  reportLabel(code: string): string {
    return this.channel(code)?.reportLabel ?? this.channelLabel(code);
  }

  reasons(): ReasonsTable {
    return this.known.inForce('reasons', this.clock.now()).data;
  }

  /** Every version, for those who edit them and for what must be judged by a past one. */
  versions(): SettingVersions {
    return this.known;
  }

  /** The calendar of a version; with the readings of the law (options, office hours) of another where given. */
  calendarOf(version: SettingVersion<'calendar'>, readings: SettingVersion<'calendar'> = version): WorkingCalendar {
    const key = `${String(version.version)} ${String(readings.version)}`;
    const known = this.calendars.get(key);
    if (known) return known;
    const { officeHours, options } = readings.data;
    const made = new WorkingCalendar(calendarDataOf({ ...version.data, officeHours, options }));
    for (const oldest of [...this.calendars.keys()].slice(0, this.calendars.size - MOST_CALENDARS + 1)) {
      this.calendars.delete(oldest);
    }
    this.calendars.set(key, made);
    return made;
  }

  /** Looks for versions that others saved, at most every two seconds. */
  async refresh(): Promise<void> {
    if (Math.abs(this.clock.now().getTime() - this.checkedAt) < SETTINGS_REFRESH_MS) return;
    await this.reload();
  }

  /** Looks at once: for the process that has just saved. Never inside a transaction, which may yet be undone. */
  async reload(): Promise<void> {
    if (this.uow.isWriting) return;
    this.checkedAt = this.clock.now().getTime();
    const newest = (await this.uow.manager.maximum(SettingVersionEntity, 'id')) ?? 0;
    if (Number(newest) === this.newest) return;
    const rows = await this.uow.manager.find(SettingVersionEntity, { order: { id: 'ASC' } });
    this.known = new SettingVersions(rows);
    this.newest = rows.at(-1)?.id ?? 0;
    this.calendars.clear();
  }

  private once<T extends LimitTable | OrderRules>(held: object, make: () => T): T {
    const known = this.built.get(held);
    if (known) return known as T;
    const made = make();
    this.built.set(held, made);
    return made;
  }
}
