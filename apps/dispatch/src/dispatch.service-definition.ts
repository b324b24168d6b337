import { type ServiceDefinition } from '@minsheng/platform';
import { DispatchModule } from './dispatch.module';
import { Orders0001, Staff0002, WholeLife0010, Supervision0020 } from './migrations';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './orders/order.entity';
import { OrderHistoryEntity } from './orders/order-history.entity';
import { AccountEntity, SessionEntity } from './staff/account.entity';
import { CardEntity, SheetEntity } from './supervision/supervision.entity';
import { UnitEntity } from './units/unit.entity';

export const dispatch: ServiceDefinition = {
  name: 'dispatch',
  module: DispatchModule,
  entities: [
    WorkOrderEntity,
    OrderHistoryEntity,
    OrderContactEntity,
    OrderReaderEntity,
    CardEntity,
    SheetEntity,
    UnitEntity,
    AccountEntity,
    SessionEntity,
  ],
  migrations: [Orders0001, Staff0002, WholeLife0010, Supervision0020],
};
