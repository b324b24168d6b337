export { calendarDataOf, shippedCalendarTable } from './calendar-table';
export { limitTableOf } from './limits-table';
export { orderRulesOf } from './order-rules-table';
export { refuseReason } from './reasons-table';
export { changesBetween, readSetting, readSuccessor, refuseBackdating, shippedSetting } from './setting-tables';
export {
  CATEGORY_CODE,
  type CategoryLine,
  type CategoryNode,
  type CategoryPlan,
  CategoryOutline,
  planCategories,
} from './category-tree';
