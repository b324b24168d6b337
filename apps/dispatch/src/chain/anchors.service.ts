import { Injectable } from '@nestjs/common';
import { type AnchorView } from '@minsheng/contracts';
import { civilDateOf, sealSegment } from '@minsheng/domain';
import { AuditChain, type AuditEntity, AuditTrail, ChainKeyRing, Clock, UnitOfWork } from '@minsheng/platform';
import { AnchorFile } from './anchor-file';
import { SegmentsRepository } from './segments.repository';

/** Rows of one segment: what is read at once to seal or to check it. */
export const SEGMENT_ROWS = 5000;
/** The action of an anchor's line in the audit trail. */
export const ANCHOR = 'anchor';

/** What an anchor's line in the audit trail says. */
export interface AnchorDetails {
  readonly date: string;
  readonly segment: number;
  readonly digest: string;
  readonly rows: number;
  readonly orders: number;
}

/** Seals what was added to the histories since the last time, and pins the end of both chains to the day. */
@Injectable()
export class Anchors {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly audit: AuditTrail,
    private readonly chain: AuditChain,
    private readonly keys: ChainKeyRing,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Seals every history row up to `throughId`, as segments of at most 5,000 rows, and writes the anchor into the audit
   * trail. The caller sees to it that no transaction is open that holds a smaller number.
   * @returns the anchor's line, sealed; null when another process holds the sealing and did not come to it.
   */
  async make(throughId: number): Promise<AuditEntity | null> {
    while (await this.uow.run(() => this.sealNext(throughId)));
    const id = await this.uow.run(async () => {
      const newest = await this.segments.newest();
      const date = civilDateOf(this.clock.now());
      const { rows, orders } = await this.segments.totals();
      const details = { date, segment: newest?.no ?? 0, digest: newest?.digest ?? '', rows, orders };
      return this.audit.record({ actor: 'system', action: ANCHOR, object: `anchor:${date}`, details });
    });
    await this.chain.seal();
    const line = await this.chain.line(id);
    return line?.position == null ? null : line;
  }

  /** The newest anchor; null before the first. */
  async newest(): Promise<AnchorView | null> {
    const [line] = await this.audit.page({ action: ANCHOR, before: null, limit: 1 });
    if (!line) return null;
    const { date, orders, rows } = anchorDetails(line);
    return { date, at: line.at.toISOString(), orders, rows, position: line.position };
  }

  private async sealNext(throughId: number): Promise<boolean> {
    const before = await this.segments.newest();
    const afterId = before?.throughId ?? 0;
    const rows = await this.segments.rows(afterId, throughId, SEGMENT_ROWS);
    const last = rows.at(-1);
    if (!last) return false;
    const place = { no: (before?.no ?? 0) + 1, afterId, throughId: last.id };
    const chained = { previous: before?.digest ?? null, key: this.keys.current };
    await this.segments.add(sealSegment(place, rows, chained), this.clock.now());
    return true;
  }
}

/** The line's details as `make` wrote them; what somebody changed in them is told by the line's stamp. */
export function anchorDetails({ details }: Pick<AuditEntity, 'details'>): AnchorDetails {
  const { date, segment, digest, rows, orders } = details;
  return {
    date: typeof date === 'string' ? date : '',
    segment: Number(segment),
    digest: typeof digest === 'string' ? digest : '',
    rows: Number(rows),
    orders: Number(orders),
  };
}

/** The same with its place in the audit chain: what goes into the file. */
export async function fileAnchor(file: AnchorFile, line: AuditEntity): Promise<void> {
  const { position, link, at } = line;
  if (position === null || link === null) return;
  await file.append({ ...anchorDetails(line), at: at.toISOString(), position, link });
}
