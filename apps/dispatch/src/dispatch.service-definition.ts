import { type ServiceDefinition } from '@minsheng/platform';
import { DispatchModule } from './dispatch.module';
import { Orders0001, People0003, Staff0002, WholeLife0010 } from './migrations';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './orders/order.entity';
import { OrderHistoryEntity } from './orders/order-history.entity';
import { ReaderRewriteEntity } from './orders/reader-rewrite.entity';
import { AccountEntity, SessionEntity } from './staff/account.entity';
import { DirectoryTurnEntity } from './units/directory-turn.entity';
import { UnitEntity } from './units/unit.entity';

export const dispatch: ServiceDefinition = {
  name: 'dispatch',
  module: DispatchModule,
  entities: [
    WorkOrderEntity,
    OrderHistoryEntity,
    OrderContactEntity,
    OrderReaderEntity,
    ReaderRewriteEntity,
    DirectoryTurnEntity,
    UnitEntity,
    AccountEntity,
    SessionEntity,
  ],
  migrations: [Orders0001, Staff0002, People0003, WholeLife0010],
};
