export { Orders0001 } from './0001-orders';
export { Staff0002 } from './0002-staff';
export { CalendarRun0010 } from './0010-calendar-run';
