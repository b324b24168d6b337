import { Injectable } from '@nestjs/common';
import { AuditChecks } from '@minsheng/platform';
import { OrdersVerifier } from '../bulk/orders.verifier';
import { type ReadLine } from './anchor-file';
import { AnchorChecks } from './anchor-checks';
import { SegmentChecks } from './segment-checks';

/** How far a walk over all chains is. */
export interface ChainProgress {
  orders: number;
  lines: number;
}

interface Beyond {
  readonly known: ReadonlyMap<string, number>;
  /** From `outside`. */
  readonly file: readonly ReadLine[];
  readonly told?: (lines: number) => void;
}

/**
 * What `verify` and the auditor's button ask: was anything done to a history, an anchor or the audit trail? Must run
 * inside one consistent read. Names codes, steps and places only, never what they say.
 */
@Injectable()
export class ChainVerifier {
  constructor(
    private readonly orders: OrdersVerifier,
    private readonly segments: SegmentChecks,
    private readonly anchors: AnchorChecks,
    private readonly audit: AuditChecks,
  ) {}

  /** What stands outside the database; to be read before the consistent read begins. */
  outside(): Promise<readonly ReadLine[]> {
    return this.anchors.readFile();
  }

  /** Everything. Yields each difference in Chinese; `told` hears how far it is, and stops the walk by throwing. */
  async *all(file: readonly ReadLine[], told: (progress: ChainProgress) => void): AsyncGenerator<string> {
    const known = new Map<string, number>();
    const progress = { orders: 0, lines: 0 };
    yield* this.orders.verify({ known, told: (orders) => told(Object.assign(progress, { orders })) });
    yield* this.beyondOrders({ known, file, told: (lines) => told(Object.assign(progress, { lines })) });
  }

  /** All but the walk over the orders, for who has done it: `known` says how many rows each of them has. */
  async *beyondOrders({ known, file, told }: Beyond): AsyncGenerator<string> {
    const digests = new Map<number, string>();
    yield* this.segments.check({ known, digests });
    yield* this.anchors.check(file, digests);
    yield* this.audit.check(told);
  }

  /** One order, with what the anchors know of it; null when there neither is nor was one. */
  async one(code: string): Promise<readonly string[] | null> {
    const found = await this.orders.verifyOne(code);
    const anchored = await this.segments.checkOrder(code, found?.seq ?? null);
    if (!found && anchored.length === 0) return null;
    return [...(found?.differences ?? []), ...anchored];
  }
}
