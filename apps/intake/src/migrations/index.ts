import { Appeals0001 } from './0001-appeals';
import { CategoryVersion0002 } from './0002-category-version';
import { CategoryLife0003 } from './0003-category-life';
import { Groups0004 } from './0004-groups';
import { PublishedReplies0005 } from './0005-published-replies';

/** In the order in which they run; a merged one is never edited. */
export const INTAKE_MIGRATIONS = [Appeals0001, CategoryVersion0002, CategoryLife0003, Groups0004, PublishedReplies0005];
