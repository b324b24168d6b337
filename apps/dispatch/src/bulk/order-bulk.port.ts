import { Injectable } from '@nestjs/common';
import { type OrderChanged } from '@minsheng/contracts';
import { type HistoryRecord, type WorkOrder } from '@minsheng/domain';
import { bulkInsert, SearchIndex, UnitOfWork } from '@minsheng/platform';
import { OrderContactEntity, OrderReaderEntity } from '../orders/order.entity';
import { toOrderChanged } from '../orders/order-event';
import { OrdersRepository, readerRows } from '../orders/orders.repository';
import { searchText } from '../orders/order-writer.service';
import { RoutingRecorder } from '../routing/routing-recorder.service';
import { UnitsService } from '../units/units.service';

/** A whole case with its past, made by the import or the generator: legal by construction, told to nobody by event. */
export interface BulkOrder {
  readonly order: WorkOrder;
  readonly history: readonly HistoryRecord[];
  /** Sealed values; null where nobody is to be called. */
  readonly contact: {
    name: string | null;
    phone: string | null;
    address: string | null;
    phoneHash: string | null;
  } | null;
}

/** Loads orders in bulk inside the caller's transaction of at most 500 rows (contract.md). */
@Injectable()
export class OrderBulkPort {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly search: SearchIndex,
    private readonly units: UnitsService,
    private readonly orders: OrdersRepository,
    private readonly routing: RoutingRecorder,
  ) {}

  /** Stores the orders, which stay quiet for good (rules §5), and returns the facts the board is to be given. */
  async load(rows: readonly BulkOrder[]): Promise<readonly OrderChanged[]> {
    const tree = await this.units.tree();
    await this.uow.run(async () => {
      const { manager } = this.uow;
      await this.orders.insertChained(rows.map((row) => ({ ...row, order: { ...row.order, quiet: true } })));
      const ids = await this.orders.idsOf(rows.map(({ order }) => order.code));
      const id = (code: string): number => ids.get(code) ?? 0;
      await bulkInsert(
        manager,
        OrderReaderEntity,
        rows.flatMap(({ order }) => readerRows(id(order.code), order, tree)),
      );
      const contacts = rows.flatMap(({ order, contact }) => (contact ? [{ orderCode: order.code, ...contact }] : []));
      if (contacts.length > 0) await bulkInsert(manager, OrderContactEntity, contacts);
      await this.routing.recordAll(rows);
      const texts = rows.filter(({ order }) => !order.confidential);
      await this.search.putMany(
        'order_search',
        texts.map(({ order }) => ({ id: id(order.code), text: searchText(order) })),
      );
    });
    return rows.flatMap(({ order, history }) => {
      const last = history.at(-1);
      return last ? [toOrderChanged({ order, history: last })] : [];
    });
  }
}
