import { Orders0001 } from './0001-orders';
import { Staff0002 } from './0002-staff';
import { Directory0003 } from './0003-directory';
import { Notices0004 } from './0004-notices';
import { People0005 } from './0005-people';
import { Chain0006 } from './0006-chain';
import { CalendarRun0007 } from './0007-calendar-run';
import { WholeLife0010 } from './0010-whole-life';
import { Merging0011 } from './0011-merging';
import { Publication0012 } from './0012-publication';
import { Supervision0013 } from './0013-supervision';

/** In the order in which they run; a merged one is never edited. */
export const DISPATCH_MIGRATIONS = [
  Orders0001,
  Staff0002,
  Directory0003,
  Notices0004,
  People0005,
  Chain0006,
  CalendarRun0007,
  // The whole life of an order.
  WholeLife0010,
  Merging0011,
  Publication0012,
  Supervision0013,
];
