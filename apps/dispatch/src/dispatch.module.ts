import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuditController } from './audit/audit.controller';
import { OrderBulkPort } from './bulk/order-bulk.port';
import { OrdersVerifier } from './bulk/orders.verifier';
import { IntakeEventsHandler } from './orders/events.handler';
import { OrderListRepository } from './orders/order-list.repository';
import { OrderLedgers } from './orders/order-ledger.service';
import { OrderPages } from './orders/order-pages.service';
import { DeadlineController, OrdersController } from './orders/orders.controller';
import { OrdersRepository } from './orders/orders.repository';
import { OrdersService } from './orders/orders.service';
import { ReaderRewritesJob } from './orders/reader-rewrites.job';
import { ReaderRewrites } from './orders/reader-rewrites.repository';
import { RevealService } from './orders/reveal.service';
import { RuleContexts } from './orders/rule-context.provider';
import { AccountAdmin } from './staff/account-admin.service';
import { AccountLoad } from './staff/account-load.service';
import { AccountPages } from './staff/account-pages.service';
import { AccountsController } from './staff/accounts.controller';
import { AccountsRepository } from './staff/accounts.repository';
import { AccountsService } from './staff/accounts.service';
import { AuthController } from './staff/auth.controller';
import { AuthService } from './staff/auth.service';
import { LocalStrategy } from './staff/local.strategy';
import { SessionsRepository } from './staff/sessions.repository';
import { SessionsService } from './staff/sessions.service';
import { SignInThrottle } from './staff/sign-in-throttle';
import { UnitAdmin } from './units/unit-admin.service';
import { UnitsController } from './units/units.controller';
import { UnitsRepository } from './units/units.repository';
import { UnitsService } from './units/units.service';

/** Who must do what by when. */
@Module({
  imports: [PassportModule],
  controllers: [
    AuthController,
    UnitsController,
    AccountsController,
    DeadlineController,
    OrdersController,
    AuditController,
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
    OrdersService,
    RevealService,
    ReaderRewrites,
    ReaderRewritesJob,
    RuleContexts,
    IntakeEventsHandler,
    OrderBulkPort,
    OrdersVerifier,
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier],
})
export class DispatchModule {}
