import { type Track } from '@minsheng/contracts';
import { type CivilDate } from '../deadline/civil-date';
import { type Limit, parseLimit } from '../deadline/limits';

/** What an administrator edits besides the limits: how often, how far, from when on (rules §4, §5). One version of the table. */
export interface OrderRules {
  readonly version: number;
  readonly effectiveFrom: CivilDate;
  /** 退单: how often one unit may ask; from which dispatch on the hotline may designate. */
  readonly returns: { readonly perUnit: number; readonly designateFromDispatch: number };
  readonly extensions: {
    /** How many an order may be given: the first by a dispatcher, the second by a leader. */
    readonly most: number;
    /** No single extension is longer, nor longer than the original limit. */
    readonly capWorkdays: number;
    /** Kinds and urgencies that are never extended. */
    readonly notForKinds: readonly string[];
    readonly notForUrgencies: readonly string[];
    /** Tracks whose law sets the cap and the number instead. */
    readonly legal: Readonly<Partial<Record<Track, { readonly most: number; readonly cap: Limit }>>>;
  };
  /** 停表: how many working days a pause that waits for the citizen may last, and a statutory one. */
  readonly pauses: { readonly citizenWorkdays: number; readonly statutoryWorkdays: number };
  /** 协办: how many working days before the lead unit a co-unit must give its opinion. */
  readonly coUnitWorkdaysBefore: number;
  readonly redo: { readonly days: number; readonly byDispatcherFrom: number };
  readonly callback: {
    readonly attempts: number;
    readonly halfDays: number;
    /** Share of a channel's cases that is called back, in percent; a channel not named is called back whole. */
    readonly percentByChannel: Readonly<Record<string, number>>;
  };
  readonly ratingDays: number;
  /** Days after closing at which an order is archived. */
  readonly archiveDays: number;
  /** 群诉预警: so many callers within so many hours on one matter or place. */
  readonly group: { readonly callers: number; readonly hours: number };
  readonly supervision: {
    /** Working days overdue at which the yellow and the red card are shown; blue is shown at once. */
    readonly yellowWorkdays: number;
    readonly redWorkdays: number;
    /** The redo that brings a yellow card. */
    readonly yellowRedo: number;
    /** Yellow cards of a unit within one month that make a red one. */
    readonly yellowsToRed: number;
    /** Redos, or units that returned it, that take an order to the leader. */
    readonly escalateRedos: number;
    readonly escalateReturningUnits: number;
  };
}

/** Rules §4 and §5, the defaults of a new installation. */
export const DEFAULT_ORDER_RULES: OrderRules = {
  version: 1,
  effectiveFrom: '2011-01-01',
  returns: { perUnit: 2, designateFromDispatch: 3 },
  extensions: {
    most: 2,
    capWorkdays: 10,
    notForKinds: ['consultation'],
    notForUrgencies: ['critical', 'urgent'],
    legal: {
      // 《信访工作条例》第三十四条; 《政府信息公开条例》第三十三条.
      visit: { most: 1, cap: parseLimit('30day') },
      disclosure_request: { most: 1, cap: parseLimit('20workday') },
    },
  },
  pauses: { citizenWorkdays: 5, statutoryWorkdays: 90 },
  coUnitWorkdaysBefore: 1,
  redo: { days: 30, byDispatcherFrom: 3 },
  callback: { attempts: 3, halfDays: 2, percentByChannel: {} },
  ratingDays: 30,
  archiveDays: 30,
  group: { callers: 5, hours: 24 },
  supervision: {
    yellowWorkdays: 1,
    redWorkdays: 3,
    yellowRedo: 2,
    yellowsToRed: 2,
    escalateRedos: 3,
    escalateReturningUnits: 3,
  },
};
