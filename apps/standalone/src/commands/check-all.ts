import { type INestApplicationContext } from '@nestjs/common';
import { EventFlow, UnitOfWork } from '@minsheng/platform';
import { BoardVerifier } from '../../../dashboard/src';
import { ChainVerifier, OrdersVerifier } from '../../../dispatch/src';
import { IntakeVerifier } from '../../../intake/src';
import { type VerifyResult } from './ports';

const ANYWHERE = { strict: false } as const;

/**
 * Puts the services' own checks together: histories against states, appeals against orders, orders and appeals against
 * the board, tallies against both; and the chains over histories and audit trail. All but the file of anchors
 * is read in one consistent read.
 */
export async function checkAll(app: INestApplicationContext, told: Told): Promise<VerifyResult> {
  const chains = app.get(ChainVerifier, ANYWHERE);
  const file = await chains.outside();
  return app.get(UnitOfWork).read(() => {
    return compare(app, told, (known) =>
      chains.beyondOrders({ known, file, told: (lines) => told(`已核对审计日志 ${String(lines)} 条`) }),
    );
  });
}

type Told = (progress: string) => void;

async function compare(
  app: INestApplicationContext,
  told: Told,
  verifyChains: (known: ReadonlyMap<string, number>) => AsyncGenerator<string>,
): Promise<VerifyResult> {
  const check = app.get(BoardVerifier, ANYWHERE).begin();
  const differences: string[] = [];
  const orders = new Map<string, number>();
  const verifyOrders = app.get(OrdersVerifier, ANYWHERE).verify({
    known: orders,
    facts: (order) => check.order(order),
    told: (walked) => told(`已核对工单 ${String(walked)} 件`),
  });
  for await (const difference of verifyOrders) differences.push(difference);
  for await (const difference of verifyChains(orders)) differences.push(difference);
  const raised = new Set<string>();
  await app.get(IntakeVerifier, ANYWHERE).verify((appeal) => {
    if (appeal.outcome === 'order' && appeal.orderCode !== null) raised.add(appeal.orderCode);
    check.appeal(appeal);
  });
  differences.push(
    ...missing(raised, orders, (code) => `诉求已转办工单 ${code}，工单库没有`),
    ...missing(orders, raised, (code) => `工单 ${code} 没有对应的诉求`),
  );
  for await (const difference of check.differences()) differences.push(difference);
  for (const { name, consumer, error } of await app.get(EventFlow).deadLetters()) {
    differences.push(`事件 ${name} 多次处理失败（${consumer}）：${error.slice(0, 200)}`);
  }
  const { orders: board } = await app.get(BoardVerifier, ANYWHERE).counts();
  return { appeals: raised.size, orders: orders.size, board, differences };
}

interface Codes {
  has(code: string): boolean;
  keys(): Iterable<string>;
}

function missing(from: Codes, among: Codes, say: (code: string) => string): string[] {
  return [...from.keys()].filter((code) => !among.has(code)).map(say);
}
