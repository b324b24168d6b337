import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuditController } from './audit/audit.controller';
import { OrderBulkPort } from './bulk/order-bulk.port';
import { OrdersVerifier } from './bulk/orders.verifier';
import { CallbacksController } from './callbacks/callbacks.controller';
import { CallbacksRepository } from './callbacks/callbacks.repository';
import { CallbacksService } from './callbacks/callbacks.service';
import { DeliveryLog } from './notices/delivery-log.service';
import { GatewayTable } from './notices/gateway-table.provider';
import { NoticePages } from './notices/notice-pages.service';
import { NoticesController } from './notices/notices.controller';
import { NoticesJob } from './notices/notices.job';
import { NoticesRepository } from './notices/notices.repository';
import { Notices } from './notices/notices.service';
import { OrderNews } from './notices/order-news.service';
import { WebhookCourier } from './notices/webhook-courier.service';
import { WebhookEnvelope } from './notices/webhook-envelope.service';
import { WebhookSender } from './notices/webhook-sender';
import { WebhooksController } from './notices/webhooks.controller';
import { WebhooksRepository } from './notices/webhooks.repository';
import { WebhooksService } from './notices/webhooks.service';
import { IntakeEventsHandler } from './orders/events.handler';
import { OrderListRepository } from './orders/order-list.repository';
import { OrderLedgers } from './orders/order-ledger.service';
import { OrderPages } from './orders/order-pages.service';
import { DeadlineController, OrdersController } from './orders/orders.controller';
import { OrderWriter } from './orders/order-writer.service';
import { OrdersRepository } from './orders/orders.repository';
import { OrdersService } from './orders/orders.service';
import { RevealService } from './orders/reveal.service';
import { RuleContexts } from './orders/rule-context.provider';
import { CategoriesCopy } from './routing/categories-copy.repository';
import { CountyMaps } from './routing/county-maps.provider';
import { DirectoryBulkPort } from './routing/directory-bulk.port';
import { DirectoryImport } from './routing/directory-import.service';
import { DirectoryPages } from './routing/directory-pages.service';
import { DirectoryController, DirectoryReadController } from './routing/directory.controller';
import { DirectoryRepository } from './routing/directory.repository';
import { DirectoryService } from './routing/directory.service';
import { Proposals } from './routing/proposals.service';
import { RoutingFactsRepository } from './routing/routing-facts.repository';
import { RoutingRecorder } from './routing/routing-recorder.service';
import { AccountsRepository } from './staff/accounts.repository';
import { AccountsService } from './staff/accounts.service';
import { AuthController } from './staff/auth.controller';
import { AuthService } from './staff/auth.service';
import { LocalStrategy } from './staff/local.strategy';
import { SignInThrottle } from './staff/sign-in-throttle';
import { SupervisionController } from './supervision/supervision.controller';
import { SupervisionListRepository } from './supervision/supervision-list.repository';
import { SupervisionPages } from './supervision/supervision-pages.service';
import { SupervisionRepository } from './supervision/supervision.repository';
import { SweepRepository } from './supervision/sweep.repository';
import { SweepJob } from './supervision/sweep.job';
import { SweepService } from './supervision/sweep.service';
import { UnitsController } from './units/units.controller';
import { UnitsRepository } from './units/units.repository';
import { UnitsService } from './units/units.service';

/** Who must do what by when. */
@Module({
  imports: [PassportModule],
  controllers: [
    AuthController,
    UnitsController,
    DeadlineController,
    OrdersController,
    CallbacksController,
    AuditController,
    DirectoryReadController,
    DirectoryController,
    NoticesController,
    WebhooksController,
    SupervisionController,
  ],
  providers: [
    AccountsRepository,
    AccountsService,
    AuthService,
    LocalStrategy,
    SignInThrottle,
    UnitsRepository,
    UnitsService,
    OrdersRepository,
    OrderListRepository,
    OrderPages,
    OrderLedgers,
    OrdersService,
    OrderWriter,
    RevealService,
    RuleContexts,
    IntakeEventsHandler,
    CallbacksRepository,
    CallbacksService,
    OrderBulkPort,
    OrdersVerifier,
    SupervisionRepository,
    SupervisionListRepository,
    SupervisionPages,
    SweepRepository,
    SweepService,
    SweepJob,
    CategoriesCopy,
    CountyMaps,
    DirectoryRepository,
    DirectoryService,
    DirectoryPages,
    DirectoryImport,
    DirectoryBulkPort,
    RoutingFactsRepository,
    RoutingRecorder,
    Proposals,
    Notices,
    NoticesRepository,
    NoticePages,
    NoticesJob,
    OrderNews,
    GatewayTable,
    WebhooksRepository,
    WebhooksService,
    WebhookSender,
    WebhookEnvelope,
    WebhookCourier,
    DeliveryLog,
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier, DirectoryBulkPort],
})
export class DispatchModule {}
