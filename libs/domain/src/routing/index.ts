export { type Category, CategoryTree } from './category-tree';
export * from './directory-entry';
export * from './propose';
export * from './routing-facts';
export * from './disagreement';
