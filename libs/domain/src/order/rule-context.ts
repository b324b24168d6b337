import { type LimitTable, type WorkingCalendar } from '../deadline';
import { type WorkOrder } from './order';
import { type KnownPerson } from '../privacy/personal-data';
import { type OrderRules } from './order-rules';
import { type UnitTree } from '../units/unit-tree';

/** The tables that hold now and the units they speak of. */
export interface RuleTables {
  readonly calendar: WorkingCalendar;
  readonly limits: LimitTable;
  readonly rules: OrderRules;
  /** Share of a channel's cases that is called back, in percent; a channel not named is called back whole. */
  readonly callbackPercents?: Readonly<Record<string, number>>;
  /** Channels whose replies may be published; absent: those that ship so. */
  readonly publishingChannels?: readonly string[];
  readonly units: UnitTree;
}

/** Everything a rule may look at besides the order; handed in, never fetched. */
export interface RuleContext extends RuleTables {
  readonly now: Date;
  /** The order that another is to be merged into. */
  readonly parent?: WorkOrder;
  /** The person behind the order, in clear: handed in only where a rule compares a text with it. */
  readonly person?: KnownPerson;
}
