import { setImmediate as nextTick } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { checkSegment, type SegmentFault } from '@minsheng/domain';
import { ChainKeyRing } from '@minsheng/platform';
import { SEGMENT_ROWS } from './anchors.service';
import { type HistorySegmentEntity } from './history-segment.entity';
import { type NumberedRow, SegmentsRepository } from './segments.repository';

const NEVER_REACHED = 2_147_483_647;
const PAGE = 20;

/** What a walk over the segments needs to know and leaves behind. */
export interface SegmentWalk {
  /** How many rows each order says it has. */
  readonly known: ReadonlyMap<string, number>;
  /** Filled with the digest of each segment. */
  readonly digests: Map<number, string>;
}

/** Compares the history table, in the order it was written, with the segments sealed over it. */
@Injectable()
export class SegmentChecks {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly keys: ChainKeyRing,
  ) {}

  /** Yields each difference in Chinese, each order once. */
  async *check({ known, digests }: SegmentWalk): AsyncGenerator<string> {
    const told = new Set<string>();
    let before: HistorySegmentEntity | null = null;
    for (;;) {
      const page: HistorySegmentEntity[] = await this.segments.after(before?.no ?? 0, PAGE);
      for (const segment of page) {
        yield* once(told, await this.faultsOf(segment, before, known));
        digests.set(segment.no, segment.digest);
        before = segment;
      }
      if (page.length < PAGE) break;
    }
    yield* this.checkTail(before?.throughId ?? 0, { known, told });
  }

  /** What the segments know of one order that says it has `seq` rows; null: there is no such order. */
  async checkOrder(code: string, seq: number | null): Promise<readonly string[]> {
    const naming = await this.segments.naming(code);
    const anchored = Math.max(0, ...naming.map(({ heads }) => seqIn(heads, code)));
    if (anchored === 0 || (seq !== null && seq >= anchored)) return [];
    return [seq === null ? vanished(code) : cut(code, anchored, seq)];
  }

  private async faultsOf(
    segment: HistorySegmentEntity,
    before: HistorySegmentEntity | null,
    known: ReadonlyMap<string, number>,
  ): Promise<readonly Told[]> {
    const isNext = segment.no === (before?.no ?? 0) + 1 && segment.afterId === (before?.throughId ?? 0);
    if (!isNext) return [{ code: null, text: `历史封存段第 ${String((before?.no ?? 0) + 1)} 段的记录被删除或被改动` }];
    const rows = await this.rowsOf(segment);
    await nextTick();
    const present = (code: string): number | undefined => known.get(code);
    const faults = checkSegment(segment, rows, { previous: before?.digest ?? null, keys: this.keys, present });
    return [...faults.map((fault) => inWords(fault, segment.no)), ...orphans(rows, known)];
  }

  /** More rows than were sealed are read too: each one put in afterwards is one too many. */
  private async rowsOf({ afterId, throughId }: HistorySegmentEntity): Promise<readonly NumberedRow[]> {
    return this.segments.rows(afterId, throughId, 4 * SEGMENT_ROWS);
  }

  private async *checkTail(
    afterId: number,
    { known, told }: { known: ReadonlyMap<string, number>; told: Set<string> },
  ): AsyncGenerator<string> {
    for (let last = afterId; ;) {
      const rows = await this.segments.rows(last, NEVER_REACHED, SEGMENT_ROWS);
      yield* once(told, orphans(rows, known));
      last = rows.at(-1)?.id ?? last;
      if (rows.length < SEGMENT_ROWS) return;
      await nextTick();
    }
  }
}

interface Told {
  readonly code: string | null;
  readonly text: string;
}

function* once(told: Set<string>, faults: readonly Told[]): Generator<string> {
  for (const { code, text } of faults) {
    if (code !== null && told.has(code)) continue;
    if (code !== null) told.add(code);
    yield text;
  }
}

/** Rows of orders that are not there any more. */
function orphans(rows: readonly NumberedRow[], known: ReadonlyMap<string, number>): readonly Told[] {
  return rows
    .filter(({ orderCode }) => !known.has(orderCode))
    .map(({ orderCode: code }) => ({ code, text: vanished(code) }));
}

function inWords(fault: SegmentFault, no: number): Told {
  if (fault.kind === 'vanished') return { code: fault.code, text: vanished(fault.code) };
  if (fault.kind === 'cut') return { code: fault.code, text: cut(fault.code, fault.anchored, fault.now) };
  if (fault.kind === 'record')
    return { code: null, text: `历史封存段第 ${String(no)} 段的记录被改动，或封存它的密钥未知` };
  const about = fault.code === null ? '' : `，首先是工单 ${fault.code}`;
  return { code: null, text: `历史封存段第 ${String(no)} 段的经过被改动${about}` };
}

const vanished = (code: string): string => `工单 ${code} 不见了：经过中有它，工单库没有`;
const cut = (code: string, anchored: number, now: number): string =>
  `工单 ${code} 第 ${String(now + 1)} 步起被截去：锚定时有 ${String(anchored)} 步，现有 ${String(now)} 步`;

function seqIn(heads: string, code: string): number {
  const line = heads.split('\n').find((each) => each.startsWith(`${code}:`));
  return Number(line?.slice(code.length + 1) ?? 0);
}
