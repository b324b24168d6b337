import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuditChainController } from './audit/audit-chain.controller';
import { AuditChainPage } from './audit/audit-chain.page';
import { AuditController } from './audit/audit.controller';
import { OrderBulkPort } from './bulk/order-bulk.port';
import { OrdersVerifier } from './bulk/orders.verifier';
import { LetterRegister } from './letters/letter-register.service';
import { LettersController, PublicationController } from './letters/letters.controller';
import { PublicationChecks } from './letters/publication-check.service';
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
import { CHAIN_PROVIDERS, ChainVerifier } from './chain';
import { OrderFamilies } from './merging/order-families.service';
import { RelatedOrders } from './merging/related-orders.service';
import { RelationsRepository } from './merging/relations.repository';
import { IntakeEventsHandler } from './orders/events.handler';
import { OrderListRepository } from './orders/order-list.repository';
import { OrderLedgers } from './orders/order-ledger.service';
import { OrderPages } from './orders/order-pages.service';
import { OrderPreviewsController } from './orders/order-previews.controller';
import { OrderPreviews } from './orders/order-previews.service';
import { DeadlineController, OrdersController } from './orders/orders.controller';
import { OrderWriter } from './orders/order-writer.service';
import { OrdersRepository } from './orders/orders.repository';
import { OrdersService } from './orders/orders.service';
import { ReaderRewritesJob } from './orders/reader-rewrites.job';
import { ReaderRewrites } from './orders/reader-rewrites.repository';
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
import { AccountAdmin } from './staff/account-admin.service';
import { AccountLoad } from './staff/account-load.service';
import { AccountPages } from './staff/account-pages.service';
import { AccountsController } from './staff/accounts.controller';
import { CalendarChanges } from './settings/calendar-change.provider';
import { CalendarPreviews } from './settings/calendar-preview.service';
import { CalendarRecomputeJob } from './settings/calendar-recompute.job';
import { CalendarRecompute } from './settings/calendar-recompute.service';
import { CalendarRunsRepository } from './settings/calendar-runs.repository';
import { SettingVersionsRepository } from './settings/setting-versions.repository';
import { SettingsAdmin } from './settings/settings-admin.service';
import { SettingsController } from './settings/settings.controller';
import { AccountsRepository } from './staff/accounts.repository';
import { AccountsService } from './staff/accounts.service';
import { AuthController } from './staff/auth.controller';
import { AuthService } from './staff/auth.service';
import { LocalStrategy } from './staff/local.strategy';
import { SessionsRepository } from './staff/sessions.repository';
import { SessionsService } from './staff/sessions.service';
import { SignInThrottle } from './staff/sign-in-throttle';
import { UnitAdmin } from './units/unit-admin.service';
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

const SETTINGS = [
  SettingsAdmin,
  SettingVersionsRepository,
  CalendarChanges,
  CalendarPreviews,
  CalendarRecompute,
  CalendarRecomputeJob,
  CalendarRunsRepository,
];

/** Who must do what by when. */
@Module({
  imports: [PassportModule],
  controllers: [
    AuthController,
    UnitsController,
    DeadlineController,
    OrdersController,
    LettersController,
    PublicationController,
    OrderPreviewsController,
    CallbacksController,
    AuditController,
    DirectoryReadController,
    DirectoryController,
    NoticesController,
    WebhooksController,
    AccountsController,
    AuditChainController,
    SettingsController,
    SupervisionController,
  ],
  providers: [
    AccountsRepository,
    AccountsService,
    AccountPages,
    AccountAdmin,
    AccountLoad,
    SessionsRepository,
    SessionsService,
    AuthService,
    LocalStrategy,
    SignInThrottle,
    UnitsRepository,
    UnitsService,
    UnitAdmin,
    OrdersRepository,
    OrderListRepository,
    OrderPages,
    OrderLedgers,
    OrderPreviews,
    OrdersService,
    OrderFamilies,
    RelationsRepository,
    RelatedOrders,
    LetterRegister,
    PublicationChecks,
    OrderWriter,
    RevealService,
    ReaderRewrites,
    ReaderRewritesJob,
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
    AuditChainPage,
    ...CHAIN_PROVIDERS,
    ...SETTINGS,
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier, DirectoryBulkPort, ChainVerifier],
})
export class DispatchModule {}
