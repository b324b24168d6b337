import { CreateBoard } from './0001-board';

/** In the order they run. A merged migration is never edited. */
export const DASHBOARD_MIGRATIONS = [CreateBoard];
