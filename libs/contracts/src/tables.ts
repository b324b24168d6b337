/** The tables that an administrator edits, as they are stored, sent and shown: plain JSON, limits as text (`5workday`). */
import type { Channel } from './channels';
import type { ReasonsTable } from './reasons';

export const SETTING_LABELS = {
  limits: '办理时限',
  calendar: '工作日历',
  order_rules: '办理规则',
  channels: '受理渠道',
  reasons: '原因选项',
} as const;
export type SettingName = keyof typeof SETTING_LABELS;
export const SETTING_NAMES = Object.keys(SETTING_LABELS) as readonly SettingName[];

/** One row of the table of limits; null where the rule sets none. */
export interface LimitRow {
  readonly id: string;
  readonly label: string;
  readonly sign: string | null;
  readonly contact: string | null;
  readonly prelim: string | null;
  readonly reply: string | null;
  /** The law that sets the row: it may be tightened, never loosened. */
  readonly legalSource: string | null;
}

/** Limits of the procedure that are the same for every order. */
export interface ProcedureRow {
  readonly dispatch: string;
  readonly returnDecision: string;
  readonly review: string;
  readonly callback: string;
  readonly instruction: string;
  readonly returnRequest: string;
}
export const PROCEDURE_LABELS: Readonly<Record<keyof ProcedureRow, string>> = {
  dispatch: '热线派单',
  returnDecision: '审定退单、延期',
  review: '审核答复',
  callback: '回访',
  instruction: '领导批示',
  returnRequest: '单位申请退单',
};

export interface LimitsTable {
  readonly rules: readonly LimitRow[];
  readonly procedure: ProcedureRow;
}

/** A day that is not what its weekday says. */
export interface CalendarDay {
  readonly date: string;
  readonly kind: 'off' | 'work';
  /** The festival. */
  readonly name: string;
}
/** A notice of the State Council for a year. */
export interface NoticeRow {
  readonly year: number;
  readonly number: string;
  readonly title: string;
  readonly days: readonly CalendarDay[];
}
/** The county's own day, with the document that sets it; it wins over the notices. */
export interface OverlayRow extends CalendarDay {
  readonly source: string;
}
/** Office hours of a season (`MM-dd`); without weekdays (0 = Sunday), of every working day. */
export interface OfficeHoursRow {
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly number[] | null;
  readonly spans: readonly { readonly start: string; readonly end: string }[];
}
export interface CalendarTable {
  readonly notices: readonly NoticeRow[];
  readonly overlays: readonly OverlayRow[];
  readonly officeHours: readonly OfficeHoursRow[];
  readonly options: { readonly dueAtCloseOfBusiness: boolean; readonly offHoursCountAsNextWorkday: boolean };
}

export interface OrderRulesTable {
  readonly returns: { readonly perUnit: number; readonly designateFromDispatch: number };
  readonly extensions: {
    readonly most: number;
    readonly capWorkdays: number;
    readonly notForKinds: readonly string[];
    readonly notForUrgencies: readonly string[];
    /** Tracks whose law sets number and cap instead. */
    readonly legal: Readonly<Record<string, { readonly most: number; readonly cap: string }>>;
  };
  readonly pauses: { readonly citizenWorkdays: number; readonly statutoryWorkdays: number };
  readonly coUnitWorkdaysBefore: number;
  readonly redo: { readonly days: number; readonly byDispatcherFrom: number };
  readonly callback: { readonly attempts: number; readonly halfDays: number };
  readonly ratingDays: number;
  readonly archiveDays: number;
  readonly group: { readonly callers: number; readonly hours: number };
  readonly supervision: {
    readonly yellowWorkdays: number;
    readonly redWorkdays: number;
    readonly yellowRedo: number;
    readonly yellowsToRed: number;
    readonly escalateRedos: number;
    readonly escalateReturningUnits: number;
  };
}

export interface ChannelsTable {
  readonly channels: readonly Channel[];
}

/** Table name → what it holds. */
export interface SettingData {
  limits: LimitsTable;
  calendar: CalendarTable;
  order_rules: OrderRulesTable;
  channels: ChannelsTable;
  reasons: ReasonsTable;
}
