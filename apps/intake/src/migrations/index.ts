export { Appeals0001 } from './0001-appeals';
export { CategoryVersion0002 } from './0002-category-version';
export { PublishedReplies0016 } from './0016-published-replies';
