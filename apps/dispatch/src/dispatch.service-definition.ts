import { type ServiceDefinition } from '@minsheng/platform';
import { DispatchModule } from './dispatch.module';
import { Directory0003, Orders0001, Staff0002, WholeLife0010 } from './migrations';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './orders/order.entity';
import { OrderHistoryEntity } from './orders/order-history.entity';
import { CategoryCopyEntity } from './routing/category-copy.entity';
import { DirectoryEntryEntity, DirectoryVersionEntity } from './routing/directory-entry.entity';
import { DispatchChoiceEntity, ReturnRecordEntity } from './routing/routing-fact.entity';
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
    CategoryCopyEntity,
    DirectoryEntryEntity,
    DirectoryVersionEntity,
    DispatchChoiceEntity,
    ReturnRecordEntity,
  ],
  migrations: [Orders0001, Staff0002, WholeLife0010, Directory0003],
};
