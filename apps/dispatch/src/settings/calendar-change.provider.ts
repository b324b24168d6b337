import { Injectable } from '@nestjs/common';
import { type CalendarTable } from '@minsheng/contracts';
import {
  calendarDataOf,
  type CivilDate,
  daysUnlike,
  type Recomputing,
  startOfDay,
  WorkingCalendar,
} from '@minsheng/domain';
import { Clock, Settings, type SettingVersion } from '@minsheng/platform';
import { type Concerned } from './calendar-runs.repository';

/** From one calendar to another: what the preview shows and what the job applies are the same question. */
export interface CalendarChange extends Concerned {
  readonly before: WorkingCalendar;
  readonly after: WorkingCalendar;
  readonly changedDays: readonly CivilDate[];
  readonly ask: Recomputing;
}

/** Puts the question together from the versions of the calendar. */
@Injectable()
export class CalendarChanges {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** `version`: the number under which `table` is or would be saved. */
  between(from: SettingVersion<'calendar'>, version: number, table: CalendarTable): CalendarChange {
    const before = this.settings.calendarOf(from);
    const after = new WorkingCalendar(calendarDataOf(table));
    const changedDays = daysUnlike(after, before);
    const [first] = changedDays;
    return {
      before,
      after,
      changedDays,
      dueAfter: first === undefined ? null : startOfDay(first),
      ask: {
        now: this.clock.now(),
        version,
        changedDays,
        at: (instant) => this.settings.calendarOf(this.heldAt(instant)),
        target: this.targets(table, after),
      },
    };
  }

  /** The new days, read by the options that held when a clock began: another reading of the law moves no old deadline. */
  private targets(table: CalendarTable, after: WorkingCalendar): Recomputing['target'] {
    const made = new Map<string, WorkingCalendar>([[readingsOf(table), after]]);
    return (instant) => {
      const held = this.heldAt(instant).data;
      const key = readingsOf(held);
      const { officeHours, options } = held;
      const found = made.get(key) ?? new WorkingCalendar(calendarDataOf({ ...table, officeHours, options }));
      made.set(key, found);
      return found;
    };
  }

  private heldAt(instant: Date): SettingVersion<'calendar'> {
    return this.settings.versions().heldAt('calendar', instant);
  }
}

function readingsOf({ officeHours, options }: CalendarTable): string {
  return JSON.stringify([officeHours, options]);
}
