import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuditController } from './audit/audit.controller';
import { OrderBulkPort } from './bulk/order-bulk.port';
import { OrdersVerifier } from './bulk/orders.verifier';
import { CallbacksController } from './callbacks/callbacks.controller';
import { CallbacksRepository } from './callbacks/callbacks.repository';
import { CallbacksService } from './callbacks/callbacks.service';
import { IntakeEventsHandler } from './orders/events.handler';
import { OrderListRepository } from './orders/order-list.repository';
import { OrderLedgers } from './orders/order-ledger.service';
import { OrderPages } from './orders/order-pages.service';
import { OrderPreviewsController } from './orders/order-previews.controller';
import { OrderPreviews } from './orders/order-previews.service';
import { DeadlineController, OrdersController } from './orders/orders.controller';
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
    OrderPreviewsController,
    CallbacksController,
    AuditController,
    DirectoryReadController,
    DirectoryController,
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
    OrderPreviews,
    OrdersService,
    RevealService,
    RuleContexts,
    IntakeEventsHandler,
    CallbacksRepository,
    CallbacksService,
    OrderBulkPort,
    OrdersVerifier,
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
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier, DirectoryBulkPort],
})
export class DispatchModule {}
