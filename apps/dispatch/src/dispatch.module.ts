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
import { RevealService } from './orders/reveal.service';
import { RuleContexts } from './orders/rule-context.provider';
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
import { SignInThrottle } from './staff/sign-in-throttle';
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
    AuditController,
    SettingsController,
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
    RevealService,
    RuleContexts,
    IntakeEventsHandler,
    OrderBulkPort,
    OrdersVerifier,
    ...SETTINGS,
  ],
  exports: [AccountsService, UnitsService, OrderBulkPort, OrdersVerifier],
})
export class DispatchModule {}
