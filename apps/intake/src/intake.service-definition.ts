import { type ServiceDefinition } from '@minsheng/platform';
import { AppealEntity } from './appeals/appeal.entity';
import { OrderNumberEntity } from './appeals/order-numbers.repository';
import { CategoryEntity } from './categories/category.entity';
import { IntakeModule } from './intake.module';
import { CaptchaUsedEntity } from './letters/used-captchas.repository';
import { Appeals0001, CategoryVersion0002 } from './migrations';
import { OrderProgressEntity } from './orders/order-progress.entity';
import { IntakeUnitEntity } from './units/unit-copy.entity';

export const intake: ServiceDefinition = {
  name: 'intake',
  module: IntakeModule,
  entities: [AppealEntity, OrderNumberEntity, OrderProgressEntity, IntakeUnitEntity, CategoryEntity, CaptchaUsedEntity],
  migrations: [Appeals0001, CategoryVersion0002],
};
