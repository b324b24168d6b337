import { DomainError } from '../errors';

export const LIMIT_UNIT_LABELS = {
  minute: '分钟',
  hour: '小时',
  workhour: '个工作小时',
  workday: '个工作日',
  day: '日',
  month: '个月',
} as const;
export type LimitUnit = keyof typeof LIMIT_UNIT_LABELS;

/** A length of time as a rule gives it; how each unit is counted is rules §5. */
export interface Limit {
  readonly n: number;
  readonly unit: LimitUnit;
}

/** Ten years of days: more is a slip of the keyboard. */
const MAX_N = 3650;
const FORMAT = /^([1-9]\d{0,3})(minute|hour|workhour|workday|day|month)$/;

function isLimitUnit(text: string | undefined): text is LimitUnit {
  return text !== undefined && Object.hasOwn(LIMIT_UNIT_LABELS, text);
}

/** Reads what tables, snapshots and the API carry, e.g. `5workday`. */
export function parseLimit(text: string): Limit {
  const match = FORMAT.exec(text);
  const [n, unit] = [Number(match?.[1]), match?.[2]];
  if (!isLimitUnit(unit) || n > MAX_N) throw new DomainError('limit_unreadable', { limit: text });
  return { n, unit };
}

/** The form that `parseLimit` reads back. */
export function formatLimit(limit: Limit): string {
  return `${limit.n}${limit.unit}`;
}

/** The limit as a person reads it: 5个工作日. */
export function limitLabel(limit: Limit): string {
  return `${limit.n}${LIMIT_UNIT_LABELS[limit.unit]}`;
}
