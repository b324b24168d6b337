export { Appeals0001 } from './0001-appeals';
export { CategoryLife0010 } from './0010-category-life';
