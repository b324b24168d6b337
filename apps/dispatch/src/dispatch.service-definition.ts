import { type ServiceDefinition } from '@minsheng/platform';
import { ChainCheckEntity, HistorySegmentEntity } from './chain';
import { DispatchModule } from './dispatch.module';
import { DISPATCH_MIGRATIONS } from './migrations';
import { NoticeEntity, NoticeMarkEntity, NoticeReadEntity } from './notices/notice.entity';
import { DeliveryRulesEntity, WebhookDeliveryEntity, WebhookTargetEntity } from './notices/webhook.entity';
import { OrderCallerEntity, OrderContactEntity, OrderReaderEntity, WorkOrderEntity } from './orders/order.entity';
import { OrderHistoryEntity } from './orders/order-history.entity';
import { CategoryCopyEntity } from './routing/category-copy.entity';
import { DirectoryEntryEntity, DirectoryVersionEntity } from './routing/directory-entry.entity';
import { DispatchChoiceEntity, ReturnRecordEntity } from './routing/routing-fact.entity';
import { ReaderRewriteEntity } from './orders/reader-rewrite.entity';
import { CalendarRunEntity } from './settings/calendar-run.entity';
import { AccountEntity, SessionEntity } from './staff/account.entity';
import { DirectoryTurnEntity } from './units/directory-turn.entity';
import { CardEntity, SheetEntity } from './supervision/supervision.entity';
import { UnitEntity } from './units/unit.entity';

export const dispatch: ServiceDefinition = {
  name: 'dispatch',
  module: DispatchModule,
  entities: [
    WorkOrderEntity,
    OrderHistoryEntity,
    OrderContactEntity,
    OrderCallerEntity,
    OrderReaderEntity,
    ReaderRewriteEntity,
    DirectoryTurnEntity,
    HistorySegmentEntity,
    ChainCheckEntity,
    CardEntity,
    SheetEntity,
    UnitEntity,
    AccountEntity,
    SessionEntity,
    CategoryCopyEntity,
    DirectoryEntryEntity,
    DirectoryVersionEntity,
    DispatchChoiceEntity,
    ReturnRecordEntity,
    NoticeEntity,
    NoticeReadEntity,
    NoticeMarkEntity,
    WebhookTargetEntity,
    WebhookDeliveryEntity,
    DeliveryRulesEntity,
    CalendarRunEntity,
  ],
  migrations: DISPATCH_MIGRATIONS,
};
