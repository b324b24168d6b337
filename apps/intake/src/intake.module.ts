import { Module } from '@nestjs/common';
import { AppealPages } from './appeals/appeal-pages.service';
import { AppealRules } from './appeals/appeal-rules';
import { DeskOptions } from './appeals/desk-options.service';
import { AppealsController } from './appeals/appeals.controller';
import { AppealsRepository } from './appeals/appeals.repository';
import { AppealsService } from './appeals/appeals.service';
import { OrderNumbers } from './appeals/order-numbers.repository';
import { AppealBulkPort } from './bulk/appeal-bulk.port';
import { IntakeVerifier } from './bulk/intake.verifier';
import { CategoriesAdmin } from './categories/categories-admin.service';
import { CategoriesController } from './categories/categories.controller';
import { CategoriesRepository } from './categories/categories.repository';
import { CategoriesService } from './categories/categories.service';
import { GroupAlertsController } from './groups/group-alerts.controller';
import { GroupAlertsRepository } from './groups/group-alerts.repository';
import { GroupAlerts } from './groups/group-alerts.service';
import { GroupNames } from './groups/group-names';
import { GroupWatchHandler } from './groups/group-watch.handler';
import { CaptchaCleanupJob } from './letters/captcha-cleanup.job';
import { CaptchaService } from './letters/captcha.service';
import { LetterFacts, LetterSecrets, LetterTracking } from './letters/letter-tracking.service';
import { LettersController } from './letters/letters.controller';
import { LetterKeys, LettersService } from './letters/letters.service';
import { UsedCaptchasRepository } from './letters/used-captchas.repository';
import { SplitRequestedHandler } from './appeals/split-requested.handler';
import { OrderChangedHandler } from './orders/order-changed.handler';
import { OrderProgressRepository } from './orders/order-progress.repository';
import { PublishedReplies } from './replies/published-replies';
import { PublishedRepliesRepository } from './replies/published-replies.repository';
import { RepliesController } from './replies/replies.controller';
import { RepliesService } from './replies/replies.service';
import { UnitsCopy } from './units/units-copy.repository';

/** Who spoke and what they said. */
@Module({
  controllers: [AppealsController, LettersController, RepliesController, CategoriesController, GroupAlertsController],
  providers: [
    AppealsRepository,
    AppealsService,
    AppealPages,
    AppealRules,
    DeskOptions,
    OrderNumbers,
    CategoriesService,
    CategoriesRepository,
    CategoriesAdmin,
    CaptchaService,
    CaptchaCleanupJob,
    UsedCaptchasRepository,
    LettersService,
    LetterKeys,
    LetterTracking,
    LetterSecrets,
    LetterFacts,
    OrderProgressRepository,
    OrderChangedHandler,
    PublishedReplies,
    PublishedRepliesRepository,
    RepliesService,
    UnitsCopy,
    SplitRequestedHandler,
    GroupAlertsRepository,
    GroupWatchHandler,
    GroupNames,
    GroupAlerts,
    AppealBulkPort,
    IntakeVerifier,
  ],
  exports: [AppealBulkPort, IntakeVerifier, CategoriesService],
})
export class IntakeModule {}
