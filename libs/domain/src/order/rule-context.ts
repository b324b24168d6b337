import { type LimitTable, type WorkingCalendar } from '../deadline';
import { type UnitTree } from '../units/unit-tree';

/** Everything a rule may look at besides the order; handed in, never fetched. */
export interface RuleContext {
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly limits: LimitTable;
  readonly units: UnitTree;
}
