import { type ServiceDefinition } from '@minsheng/platform';
import { ChainCheckEntity, HistorySegmentEntity } from './chain';
import { DispatchModule } from './dispatch.module';
import { Chain0010, Orders0001, Staff0002 } from './migrations';
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
    HistorySegmentEntity,
    ChainCheckEntity,
    UnitEntity,
    AccountEntity,
    SessionEntity,
  ],
  migrations: [Orders0001, Staff0002, Chain0010],
};
