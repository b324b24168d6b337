/** Words and facts of supervision 督办: reminders, cards, sheets, instructions under way. Instants are ISO 8601. */
import type { SystemAction } from './vocabulary';

/** How hard a unit is pressed: reminder, two cards, then the leader (rules §4 `supervise`). */
export const SUPERVISION_LEVEL_LABELS = {
  blue: '蓝色提醒',
  yellow: '黄牌',
  red: '红牌',
  escalated: '提级督办',
} as const;
export type SupervisionLevel = keyof typeof SUPERVISION_LEVEL_LABELS;
export const SUPERVISION_LEVELS = Object.keys(SUPERVISION_LEVEL_LABELS) as readonly SupervisionLevel[];

/** What a unit owes a report on: the supervisor's sheet, or a leader's instruction on an order under way. */
export const SUPERVISION_KIND_LABELS = { sheet: '督办单', instruction: '批示' } as const;
export type SupervisionKind = keyof typeof SUPERVISION_KIND_LABELS;
export const SUPERVISION_KINDS = Object.keys(SUPERVISION_KIND_LABELS) as readonly SupervisionKind[];

/** Why the sweep took a step, or a card was shown. */
export const STEP_CAUSE_LABELS = {
  due_soon: '即将到期',
  sign_overdue: '超时未签收',
  contact_overdue: '超时未联系群众',
  prelim_overdue: '初步答复超时',
  co_unit_overdue: '协办超时',
  review_date: '挂账复核日期已到',
  report_overdue: '督办超时未反馈',
  overdue: '逾期未答复',
  redo: '多次重办',
  yellows: '一个月内黄牌累计',
  returns: '多家单位退单',
  dispatch: '派单超时',
  instruction: '批示超时',
  return: '退单审核超时',
  extension: '延期审核超时',
  review: '答复审核超时',
  callback: '回访超时',
  pause_ended: '停表期满',
  closed_long: '办结期满',
  supervised: '督办员发牌',
} as const;
export type StepCause = keyof typeof STEP_CAUSE_LABELS;

/** A step that the sweep took: as a fact of the order it is taken once, whoever sweeps and how often. */
export interface WarningFact {
  /** Names the step within the order's life, e.g. `blue:2` for the blue reminder of its second turn. */
  readonly step: string;
  readonly action: SystemAction;
  readonly cause: StepCause;
  readonly level: SupervisionLevel | null;
  /** The unit's turn, and the unit, at that moment; null while nobody leads. */
  readonly turn: number;
  readonly unitCode: string | null;
  readonly at: string;
}

/** The number of a supervision sheet, counted per kind and Shanghai year. */
export interface SheetNumber {
  readonly year: number;
  readonly number: number;
}

/** 督办单, or a leader's 批示 on an order under way: its own deadline, and the unit's report back. */
export interface SupervisionFact {
  readonly kind: SupervisionKind;
  readonly no: SheetNumber;
  /** Null for an instruction. */
  readonly level: SupervisionLevel | null;
  readonly at: string;
  readonly by: string;
  readonly text: string;
  readonly dueAt: string | null;
  readonly reportedAt: string | null;
  readonly reportedBy: string | null;
  readonly report: string | null;
}

/** 督办〔2026〕12号, as it stands on paper. */
export function sheetLabel(kind: SupervisionKind, { year, number }: SheetNumber): string {
  return `${kind === 'sheet' ? '督办' : '批示'}〔${String(year)}〕${String(number)}号`;
}
