export { Appeals0001 } from './0001-appeals';
export { CategoryVersion0002 } from './0002-category-version';
export { CategoryLife0003 } from './0003-category-life';
export { Groups0004 } from './0004-groups';
