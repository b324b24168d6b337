export { type CivilDate, civilDateOf, endOfDay, startOfDay } from './civil-date';
export { type CalendarException, type HolidayNotice, SHIPPED_NOTICES } from './notices';
export { DEFAULT_OFFICE_HOURS, type OfficeHours } from './office-hours';
export { type CalendarData, type CalendarOptions, WorkingCalendar } from './working-calendar';
export { formatLimit, LIMIT_UNIT_LABELS, type Limit, limitLabel, type LimitUnit, parseLimit } from './limits';
export { computeDue, type Due, shiftDueBackByWorkdays, shiftDueByWorkdays, workdaysLate } from './deadline';
export { explainDue } from './explanation';
export { daysOffBetween, daysUnlike, type OffDays } from './days-off';
export {
  DEFAULT_LIMIT_TABLE,
  duesOf,
  type LimitRule,
  type LimitTable,
  type OrderDues,
  pickRule,
  type ProcedureLimits,
  type RuleFacts,
  type RuleSnapshot,
  snapshotOf,
} from './limit-table';
export { lampBounds, type LampInput, lampOf, type LampRange, nextLampChange } from './lamp';
