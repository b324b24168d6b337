import { type ServiceDefinition } from '@minsheng/platform';
import { AppealEntity } from './appeals/appeal.entity';
import { OrderNumberEntity } from './appeals/order-numbers.repository';
import { CategoryEntity } from './categories/category.entity';
import { GroupAlertEntity } from './groups/group-alert.entity';
import { IntakeModule } from './intake.module';
import { CaptchaUsedEntity } from './letters/used-captchas.repository';
import { INTAKE_MIGRATIONS } from './migrations';
import { OrderProgressEntity } from './orders/order-progress.entity';
import { PublishedReplyEntity } from './replies/published-reply.entity';
import { IntakeUnitEntity } from './units/unit-copy.entity';

export const intake: ServiceDefinition = {
  name: 'intake',
  module: IntakeModule,
  entities: [
    AppealEntity,
    OrderNumberEntity,
    OrderProgressEntity,
    IntakeUnitEntity,
    CategoryEntity,
    CaptchaUsedEntity,
    GroupAlertEntity,
    PublishedReplyEntity,
  ],
  migrations: INTAKE_MIGRATIONS,
};
