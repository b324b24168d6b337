/** The live board on the wire: Socket.IO at path `/api/dashboard/socket`, namespace `/board` (contract.md). */
import type { Lamp } from './vocabulary';

export const BOARD_SOCKET_PATH = '/api/dashboard/socket';
export const BOARD_NAMESPACE = '/board';

/** One figure, with what it was divided from and in whose sense (口径). */
export interface Indicator {
  readonly id: IndicatorId;
  readonly label: string;
  readonly basis: string;
  /** Count, or the sum of a mean. */
  readonly numerator: number;
  /** null for a plain count. */
  readonly denominator: number | null;
  /** A ratio in 0…1, or the count; null where the denominator is zero. */
  readonly value: number | null;
}

export const INDICATOR_LABELS = {
  completion_due: '办结率(应办口径)',
  completion_received: '办结率(受理口径)',
  on_time: '按时办结率',
  late_done: '超期办结',
  late_open: '超期未办结',
  replied: '办复率',
  sign_on_time: '按时签收率',
  resolved: '解决率',
  satisfied: '满意率',
  direct_answer: '直办率',
  volume_today: '今日受理',
  volume_month: '本月受理',
  open_orders: '在办工单',
} as const;
export type IndicatorId = keyof typeof INDICATOR_LABELS;

/** A unit's line on the board: the running month. */
export interface BoardUnitRow {
  readonly unitCode: string;
  readonly unitName: string;
  readonly open: number;
  readonly due: number;
  readonly onTime: number;
  readonly lateDone: number;
  readonly lateOpen: number;
  readonly onTimeRate: number | null;
}

/** Something that just happened, for the ticker; never a person's data. */
export interface BoardEvent {
  readonly at: string;
  readonly orderCode: string;
  readonly title: string;
  readonly actionLabel: string;
  readonly stateLabel: string;
  readonly unitName: string | null;
}

/** An overdue order as the board shows it: the client colours it from `dueAt`. */
export interface BoardOverdueRow {
  readonly orderCode: string;
  readonly title: string;
  readonly unitName: string | null;
  readonly dueAt: string;
}

export interface BoardSnapshot {
  readonly scope: string;
  readonly seq: number;
  readonly asOf: string;
  /** Start of the running month, exclusive, and now: the period of the ratios. */
  readonly from: string;
  readonly indicators: readonly Indicator[];
  readonly units: readonly BoardUnitRow[];
  readonly lamps: Readonly<Record<Lamp, number>>;
  readonly channels: readonly { readonly code: string; readonly label: string; readonly count: number }[];
  /** Appeals registered today by hour 0…23, Asia/Shanghai. */
  readonly hours: readonly number[];
  readonly overdue: readonly BoardOverdueRow[];
  readonly events: readonly BoardEvent[];
}

/** Whole values of what changed, under the next `seq` of the scope. */
export interface BoardPatch {
  readonly scope: string;
  readonly seq: number;
  readonly asOf: string;
  readonly indicators?: readonly Indicator[];
  readonly units?: readonly BoardUnitRow[];
  readonly lamps?: Readonly<Record<Lamp, number>>;
  readonly channels?: BoardSnapshot['channels'];
  readonly hours?: readonly number[];
  readonly overdue?: readonly BoardOverdueRow[];
  readonly events?: readonly BoardEvent[];
}

export interface ServerToClientEvents {
  snapshot: (board: BoardSnapshot) => void;
  patch: (patch: BoardPatch) => void;
  refused: (error: { code: string; message?: string; scope?: string }) => void;
}
export interface ClientToServerEvents {
  subscribe: (request: { scope: string }) => void;
}
