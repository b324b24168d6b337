import { setImmediate as nextTick } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { isHeadOf, isLinkOf } from '@minsheng/domain';
import { Clock } from '../clock/clock';
import { ChainKeyRing } from '../sealing/chain-key-ring';
import { AuditChain, type AuditChainState, SEALING_CONCERN } from './audit-chain';
import { lineRecord, sealRecord } from './audit-records';
import { type AuditEntity } from './audit-trail';

const BATCH = 1000;

/** Walks the audit trail and says which line was touched. Names lines by place and number, never by what they say. */
@Injectable()
export class AuditChecks {
  constructor(
    private readonly chain: AuditChain,
    private readonly keys: ChainKeyRing,
    private readonly clock: Clock,
  ) {}

  /** Yields each difference in Chinese; `told` hears how many lines have been walked. */
  async *check(told: (lines: number) => void = () => undefined): AsyncGenerator<string> {
    const state = await this.chain.state();
    let last: AuditEntity | null = null;
    let isBroken = false;
    for (;;) {
      const rows: AuditEntity[] = await this.chain.after(last?.position ?? 0, BATCH);
      for (const row of rows) {
        if (!this.isGenuine(row)) yield `审计日志第 ${String(row.position)} 条（编号 ${String(row.id)}）被改动`;
        if (!isBroken) {
          const fault = this.faultOf(row, last);
          isBroken = fault !== null;
          if (fault !== null) yield fault;
        }
        last = row;
      }
      told(last?.position ?? 0);
      if (rows.length < BATCH) break;
      await nextTick();
    }
    if (!isBroken) yield* this.checkEnd(state, last);
    yield* this.checkWaiting();
  }

  private isGenuine(row: AuditEntity): boolean {
    return isLinkOf(row.stamp, null, { record: lineRecord(row), keys: this.keys });
  }

  private faultOf(row: AuditEntity, before: AuditEntity | null): string | null {
    const expected = (before?.position ?? 0) + 1;
    if (row.position !== expected) return `审计日志第 ${String(expected)} 条被删除`;
    const record = sealRecord({ ...row, position: expected });
    if (isLinkOf(row.link, before?.link ?? null, { record, keys: this.keys })) return null;
    return `审计日志第 ${String(expected)} 条（编号 ${String(row.id)}）与前一条不相连：被改动或被替换`;
  }

  private *checkEnd(state: AuditChainState, last: AuditEntity | null): Generator<string> {
    const count = last?.position ?? 0;
    if (state.count > count) {
      yield `审计日志第 ${String(count + 1)} 条至第 ${String(state.count)} 条被删除`;
      return;
    }
    if (last === null && state.link === null) return;
    const link = last?.link ?? '';
    if (state.count === count && isHeadOf(state.head, 'audit', { count, link, keys: this.keys })) return;
    yield `审计日志的链尾记录被改动：它记有 ${String(state.count)} 条，日志中有 ${String(count)} 条`;
  }

  /** Lines are sealed within two seconds of a running server; one that is left behind was kept from it. */
  private async *checkWaiting(): AsyncGenerator<string> {
    const before = new Date(this.clock.now().getTime() - SEALING_CONCERN);
    for (const row of await this.chain.overdue(before)) yield `审计日志编号 ${String(row.id)} 一直没有入链`;
  }
}
