import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuditController } from './audit/audit.controller';
import { OrderBulkPort } from './bulk/order-bulk.port';
import { OrdersVerifier } from './bulk/orders.verifier';
import { LetterRegister } from './letters/letter-register.service';
import { LettersController, PublicationController } from './letters/letters.controller';
import { PublicationChecks } from './letters/publication-check.service';
import { IntakeEventsHandler } from './orders/events.handler';
import { OrderListRepository } from './orders/order-list.repository';
import { OrderLedgers } from './orders/order-ledger.service';
import { OrderPages } from './orders/order-pages.service';
import { DeadlineController, OrdersController } from './orders/orders.controller';
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
    LettersController,
    PublicationController,
    AuditController,
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
    LetterRegister,
    PublicationChecks,
    RevealService,
    RuleContexts,
    IntakeEventsHandler,
    OrderBulkPort,
    OrdersVerifier,
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier],
})
export class DispatchModule {}
