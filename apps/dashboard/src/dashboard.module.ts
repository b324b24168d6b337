import { Module } from '@nestjs/common';
import { AccessRevokedHandler } from './board/access-revoked.handler';
import { BoardController } from './board/board.controller';
import { BoardFeed } from './board/board-feed';
import { BoardFigures } from './board/board-figures';
import { BoardGateway } from './board/board.gateway';
import { BoardLists } from './board/board-lists';
import { BoardProjection } from './board/board.projection';
import { BoardPublisher } from './board/board.publisher';
import { BoardRepository } from './board/board.repository';
import { BoardRooms } from './board/board-rooms';
import { BoardService } from './board/board.service';
import { BoardSnapshots } from './board/board-snapshots';
import { BoardStream } from './board/board-stream';
import { BoardWatchJob } from './board/board-watch.job';
import { FeedRepository } from './board/feed.repository';
import { LiveRepository } from './board/live.repository';
import { TallyRepository } from './board/tally.repository';
import { UnitChangedHandler } from './board/unit-changed.handler';
import { BoardBulkPort } from './bulk/board-bulk.port';
import { CitizenSumsRepository } from './indicators/citizen-sums.repository';
import { IndicatorsService } from './indicators/indicators.service';
import { PeriodFigures } from './indicators/period-figures.service';
import { TurnSumsRepository } from './indicators/turn-sums.repository';
import { OverdueReportService } from './reports/overdue-report.service';
import { ReportedOrdersRepository } from './reports/reported-orders.repository';
import { ReportMoment } from './reports/report-moment';
import { ReportsController } from './reports/reports.controller';
import { BoardUnitRepository } from './units/board-unit.repository';
import { BoardUnits } from './units/board-units';
import { BoardVerifier } from './verify/board.verifier';

const BOARD = [
  BoardProjection,
  BoardRepository,
  TallyRepository,
  LiveRepository,
  FeedRepository,
  BoardFeed,
  BoardFigures,
  BoardLists,
  BoardService,
  BoardSnapshots,
  BoardStream,
  BoardRooms,
  BoardGateway,
  BoardPublisher,
  BoardWatchJob,
  AccessRevokedHandler,
  UnitChangedHandler,
];
const FIGURES = [TurnSumsRepository, CitizenSumsRepository, PeriodFigures, IndicatorsService];
const REPORTS = [OverdueReportService, ReportedOrdersRepository, ReportMoment];

/** What is happening now, and what happened. */
@Module({
  controllers: [BoardController, ReportsController],
  providers: [...BOARD, ...FIGURES, ...REPORTS, BoardUnitRepository, BoardUnits, BoardBulkPort, BoardVerifier],
  exports: [BoardBulkPort, BoardVerifier],
})
export class DashboardModule {}
