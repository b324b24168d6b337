import { type ServiceDefinition } from '@minsheng/platform';
import { DispatchModule } from './dispatch.module';
import { CalendarRun0010, Orders0001, Staff0002 } from './migrations';
import { OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './orders/order.entity';
import { OrderHistoryEntity } from './orders/order-history.entity';
import { CalendarRunEntity } from './settings/calendar-run.entity';
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
    CalendarRunEntity,
  ],
  migrations: [Orders0001, Staff0002, CalendarRun0010],
};
