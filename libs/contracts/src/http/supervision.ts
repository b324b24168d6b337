/** Answers of the supervision ledgers. Instants are ISO 8601 with offset. */
import type { StepCause, SupervisionFact, SupervisionKind, SupervisionLevel } from '../supervision';

/** A supervision sheet as a reader of the order may see it. */
export interface SupervisionView extends SupervisionFact {
  /** 督办〔2026〕12号 */
  label: string;
  byName: string;
}

/** A line of the supervision ledger 督办台账. */
export interface SheetRow {
  id: number;
  label: string;
  kind: SupervisionKind;
  level: SupervisionLevel | null;
  orderCode: string;
  orderTitle: string;
  orderStateLabel: string;
  unitCode: string | null;
  unitName: string | null;
  at: string;
  byName: string;
  /** Null on a confidential order. */
  text: string | null;
  dueAt: string | null;
  reportedAt: string | null;
  report: string | null;
  /** Reported, or the order has closed. */
  done: boolean;
  overdue: boolean;
}

/** A card that a unit was shown. */
export interface CardRow {
  id: number;
  unitCode: string;
  unitName: string;
  level: SupervisionLevel;
  cause: StepCause;
  at: string;
  /** Null: shown by the system. */
  byName: string | null;
  /** Null where the order is no longer the reader's to know of. */
  orderCode: string | null;
  orderTitle: string | null;
}

/** How many cards a unit was shown in a month. */
export interface UnitCards {
  unitCode: string;
  unitName: string;
  blue: number;
  yellow: number;
  red: number;
}
