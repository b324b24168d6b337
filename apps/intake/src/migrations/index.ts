export { Appeals0001 } from './0001-appeals';
export { PublishedReplies0016 } from './0016-published-replies';
