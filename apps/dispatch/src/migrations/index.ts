import { Orders0001 } from './0001-orders';
import { Staff0002 } from './0002-staff';
import { Directory0003 } from './0003-directory';
import { Notices0004 } from './0004-notices';
import { WholeLife0010 } from './0010-whole-life';
import { Supervision0020 } from './0020-supervision';

/** In the order in which they run; a merged one is never edited. */
export const DISPATCH_MIGRATIONS = [
  Orders0001,
  Staff0002,
  Directory0003,
  Notices0004,
  // The whole life of an order.
  WholeLife0010,
  Supervision0020,
];
