import { explainDue, ledgerOf, parseLimit } from '@minsheng/domain';
import { Settings } from '@minsheng/platform';
import { type TestService } from '@minsheng/testing';
import { OrdersVerifier } from '../../apps/dispatch/src';
import { type WorkOrderEntity } from '../../apps/dispatch/src/orders/order.entity';
import { OrdersRepository } from '../../apps/dispatch/src/orders/orders.repository';
import { BoardVerifier } from '../../apps/dashboard/src';
import { IntakeVerifier } from '../../apps/intake/src';

/** Everything in which an order's row, history, ledger, deadline, tallies and board disagree, in words. */
export async function disagreements(service: TestService): Promise<string[]> {
  return service.uow.read(async () => [...(await verified(service)), ...(await ledgersAndDeadlines(service))]);
}

/** What `npm run verify` would print. */
async function verified(service: TestService): Promise<string[]> {
  const found: string[] = [];
  const check = service.get(BoardVerifier).begin();
  for await (const difference of service.get(OrdersVerifier).verify({ facts: (order) => check.order(order) })) {
    found.push(difference);
  }
  await service.get(IntakeVerifier).verify((appeal) => check.appeal(appeal));
  for await (const difference of check.differences()) found.push(difference);
  return found;
}

async function ledgersAndDeadlines(service: TestService): Promise<string[]> {
  const orders = service.get(OrdersRepository);
  const found: string[] = [];
  for (let last = 0; ;) {
    const batch = await orders.after(last, 200);
    if (batch.length === 0) return found;
    for (const order of batch) {
      last = order.id;
      found.push(...(await ledgerFaults(service, order)), ...deadlineFaults(service, order));
    }
  }
}

/** No gap, no overlap, from receipt to the end, and the parts make the whole. */
async function ledgerFaults(service: TestService, order: WorkOrderEntity): Promise<string[]> {
  const history = await service.get(OrdersRepository).history(order.code);
  const now = service.clock.now();
  const { segments, total } = ledgerOf(history, order, now, service.get(Settings).current());
  const faults: string[] = [];
  let at = order.receivedAt.getTime();
  let sum = 0;
  for (const segment of segments) {
    if (segment.from.getTime() !== at) faults.push(`${order.code}: gap or overlap at ${segment.from.toISOString()}`);
    at = segment.to.getTime();
    sum += segment.workingMinutes;
  }
  const end = order.isOpen ? now : (order.closedAt ?? now);
  // Clocks may differ by a little; a ledger never ends before the facts do.
  if (order.isOpen && segments.length > 0 && at < end.getTime()) faults.push(`${order.code}: ledger ends early`);
  if (!order.isOpen && order.closedAt && segments.length > 0 && at !== end.getTime()) {
    faults.push(`${order.code}: ledger ends at ${new Date(at).toISOString()}, closed ${end.toISOString()}`);
  }
  if (sum !== total) faults.push(`${order.code}: ${String(sum)} minutes in parts, ${String(total)} in all`);
  return faults;
}

/** The due time is the rule's, moved by what the turn says, and no step of the way is missing. */
function deadlineFaults(service: TestService, order: WorkOrderEntity): string[] {
  const turn = order.turns.at(-1);
  const first = turn?.dues[0];
  // An undone merge brings the old due time back: its days were counted in the turn before.
  if (!turn || !first || turn.leftAt !== null || turn.clockFrom || !order.rule?.reply) return [];
  const calendar = service.get(Settings).current();
  const explained = explainDue(new Date(turn.dispatchedAt), parseLimit(order.rule.reply), calendar);
  const faults: string[] = [];
  if (explained.dueAt !== first.dueAt)
    faults.push(`${order.code}: first due ${first.dueAt}, explained ${explained.dueAt}`);
  const last = turn.dues.at(-1)?.dueAt ?? null;
  if (last !== (order.dueAt?.toISOString() ?? null))
    faults.push(`${order.code}: due ${String(order.dueAt)}, turn ${String(last)}`);
  if (turn.dues.slice(1).some((due) => due.why === undefined)) faults.push(`${order.code}: moved without a reason`);
  return faults;
}
