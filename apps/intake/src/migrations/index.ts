export { Appeals0001 } from './0001-appeals';
export { CategoryVersion0002 } from './0002-category-version';
