import { type ServiceDefinition } from '@minsheng/platform';
import { DispatchModule } from './dispatch.module';
import { Notices0003, Orders0001, Staff0002 } from './migrations';
import { NoticeEntity, NoticeMarkEntity, NoticeReadEntity } from './notices/notice.entity';
import { DeliveryRulesEntity, WebhookDeliveryEntity, WebhookTargetEntity } from './notices/webhook.entity';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './orders/order.entity';
import { OrderHistoryEntity } from './orders/order-history.entity';
import { AccountEntity, SessionEntity } from './staff/account.entity';
import { UnitEntity } from './units/unit.entity';

export const dispatch: ServiceDefinition = {
  name: 'dispatch',
  module: DispatchModule,
  entities: [
    WorkOrderEntity,
    OrderHistoryEntity,
    OrderContactEntity,
    OrderReaderEntity,
    UnitEntity,
    AccountEntity,
    SessionEntity,
    NoticeEntity,
    NoticeReadEntity,
    NoticeMarkEntity,
    WebhookTargetEntity,
    WebhookDeliveryEntity,
    DeliveryRulesEntity,
  ],
  migrations: [Orders0001, Staff0002, Notices0003],
};
