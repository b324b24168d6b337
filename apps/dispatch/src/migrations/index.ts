import { Orders0001 } from './0001-orders';
import { Staff0002 } from './0002-staff';
import { Directory0003 } from './0003-directory';
import { Notices0004 } from './0004-notices';
import { People0005 } from './0005-people';
import { WholeLife0010 } from './0010-whole-life';
import { Publication0016 } from './0016-publication';

/** In the order in which they run; a merged one is never edited. */
export const DISPATCH_MIGRATIONS = [
  Orders0001,
  Staff0002,
  Directory0003,
  Notices0004,
  People0005,
  // The whole life of an order.
  WholeLife0010,
  Publication0016,
];
