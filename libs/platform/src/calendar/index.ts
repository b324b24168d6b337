export { CalendarProvider } from './calendar-provider';
