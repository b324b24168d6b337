import { type SettingData, type SettingName } from '@minsheng/contracts';
import { civilDateOf, readSetting, shippedSetting } from '@minsheng/domain';
import { type SettingVersionEntity } from './setting-version.entity';

/** A version of a table with what it holds. */
export interface SettingVersion<N extends SettingName = SettingName> {
  readonly name: N;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly note: string;
  /** null for version 1, which ships with the program. */
  readonly savedBy: string | null;
  readonly savedAt: Date | null;
  readonly data: SettingData[N];
}

/** Since when the shipped version holds. */
const BEGINNING = '2011-01-01';

type ByName = { [N in SettingName]: readonly SettingVersion<N>[] };

/** Every version of every table as it was read at one moment; judged for any day without the database. */
export class SettingVersions {
  private readonly byName: ByName;

  constructor(rows: readonly SettingVersionEntity[]) {
    this.byName = {
      limits: versionsOf('limits', rows),
      calendar: versionsOf('calendar', rows),
      order_rules: versionsOf('order_rules', rows),
      channels: versionsOf('channels', rows),
      reasons: versionsOf('reasons', rows),
    };
  }

  /** From the oldest to the newest. */
  all<N extends SettingName>(name: N): readonly SettingVersion<N>[] {
    return this.byName[name];
  }

  latest<N extends SettingName>(name: N): SettingVersion<N> {
    return last(this.byName[name]);
  }

  get<N extends SettingName>(name: N, version: number): SettingVersion<N> | undefined {
    return this.all(name).find((each) => each.version === version);
  }

  /** What holds on the day of an instant: the newest version that begins on that day or before. */
  inForce<N extends SettingName>(name: N, now: Date): SettingVersion<N> {
    const today = civilDateOf(now);
    return last(this.all(name).filter(({ effectiveFrom }) => effectiveFrom <= today));
  }

  /** What was known and held at a past instant. */
  heldAt<N extends SettingName>(name: N, instant: Date): SettingVersion<N> {
    const day = civilDateOf(instant);
    const known = this.all(name).filter(({ savedAt, effectiveFrom }) => {
      return effectiveFrom <= day && (savedAt === null || savedAt <= instant);
    });
    return last(known);
  }
}

function versionsOf<N extends SettingName>(name: N, rows: readonly SettingVersionEntity[]): SettingVersion<N>[] {
  const shipped: SettingVersion<N> = {
    name,
    version: 1,
    effectiveFrom: BEGINNING,
    note: '系统初始',
    savedBy: null,
    savedAt: null,
    data: shippedSetting(name),
  };
  const saved = rows
    .filter((row) => row.name === name)
    .sort((a, b) => a.version - b.version)
    .map(({ version, effectiveFrom, note, createdBy, createdAt, data }) => {
      return {
        name,
        version,
        effectiveFrom,
        note,
        savedBy: createdBy,
        savedAt: createdAt,
        data: readSetting(name, data),
      };
    });
  return [shipped, ...saved];
}

function last<T>(list: readonly T[]): T {
  const found = list.at(-1);
  if (found === undefined) throw new Error('a table without a version');
  return found;
}
