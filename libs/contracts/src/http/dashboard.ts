/** Requests and answers of the dashboard service. Instants are ISO 8601 with offset. */
import type { Indicator } from '../board';

export interface IndicatorsResponse {
  scope: string;
  from: string;
  to: string;
  indicators: Indicator[];
}

/** A unit's line in the monthly overdue report; unitCode null: 未指定单位. */
export interface OverdueUnitRow {
  unitCode: string | null;
  unitName: string;
  unitKindLabel: string;
  due: number;
  onTime: number;
  lateDone: number;
  lateOpen: number;
  /** Of lateOpen, those ≥ 3 working days late. */
  lateOpenOver3: number;
  pending: number;
  onTimeRate: number | null;
  /** Working days, of both late kinds. */
  longestLate: number;
  returns: number;
}

/** A late case of the report. Never a caller's name or number; a confidential order is 保密件 with its code. */
export interface OverdueCaseRow {
  orderCode: string;
  round: number;
  channel: string;
  channelLabel: string;
  kindLabel: string;
  title: string;
  unitCode: string | null;
  unitName: string;
  receivedAt: string;
  dispatchedAt: string;
  signedAt: string | null;
  originalDueAt: string;
  dueAt: string;
  /** null while open at the period's end. */
  repliedAt: string | null;
  /** Working days late, at the reply or at the period's end. */
  workdaysLate: number;
  stateLabel: string;
}

export interface OverdueReport {
  month: string;
  /** 0 until the month is closed. */
  version: number;
  frozen: boolean;
  channel: string | null;
  /** What reports call the channel; null for all. */
  channelLabel: string | null;
  from: string;
  to: string;
  basis: string;
  due: number;
  onTime: number;
  lateDone: number;
  lateOpen: number;
  pending: number;
  onTimeRate: number | null;
  /** The month before, in the same sense; null where nothing fell due. */
  previous: {
    month: string;
    due: number;
    onTime: number;
    lateDone: number;
    lateOpen: number;
    onTimeRate: number | null;
  } | null;
  units: OverdueUnitRow[];
  lateOpenRows: OverdueCaseRow[];
  lateDoneRows: OverdueCaseRow[];
}

export interface MonthView {
  month: string;
  version: number;
  closedAt: string;
  closedBy: string;
}
export interface CloseMonthResponse extends MonthView {
  /** Against the version before: which figure moved from what to what. */
  differences: { field: string; before: number | null; after: number | null }[];
}
