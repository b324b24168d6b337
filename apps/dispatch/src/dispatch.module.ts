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
import { OrderWriter } from './orders/order-writer.service';
import { OrdersRepository } from './orders/orders.repository';
import { OrdersService } from './orders/orders.service';
import { RevealService } from './orders/reveal.service';
import { RuleContexts } from './orders/rule-context.provider';
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
    AuditController,
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
    OrderBulkPort,
    OrdersVerifier,
    SupervisionRepository,
    SupervisionListRepository,
    SupervisionPages,
    SweepRepository,
    SweepService,
    SweepJob,
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier],
})
export class DispatchModule {}
