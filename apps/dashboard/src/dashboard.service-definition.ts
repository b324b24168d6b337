import { type ServiceDefinition } from '@minsheng/platform';
import { BoardAppealEntity } from './board/board-appeal.entity';
import { BoardCallbackEntity } from './board/board-callback.entity';
import { BoardChangeEntity, BoardSeqEntity, BoardWatchEntity } from './board/board-feed.entity';
import { BoardOrderEntity } from './board/board-order.entity';
import { BoardTallyEntity } from './board/board-tally.entity';
import { BoardTurnEntity } from './board/board-turn.entity';
import { DashboardModule } from './dashboard.module';
import { DASHBOARD_MIGRATIONS } from './migrations';
import { BoardUnitEntity } from './units/board-unit.entity';

/** The dashboard's part of a process: it writes these tables and no others. */
export const dashboard: ServiceDefinition = {
  name: 'dashboard',
  module: DashboardModule,
  entities: [
    BoardOrderEntity,
    BoardTurnEntity,
    BoardCallbackEntity,
    BoardAppealEntity,
    BoardTallyEntity,
    BoardSeqEntity,
    BoardChangeEntity,
    BoardWatchEntity,
    BoardUnitEntity,
  ],
  migrations: DASHBOARD_MIGRATIONS,
};
