import { Injectable } from '@nestjs/common';
import { AuditChain, AuditTrail } from '@minsheng/platform';
import { AnchorFile, type AnchorLine, type ReadLine } from './anchor-file';
import { ANCHOR, anchorDetails } from './anchors.service';

const PAGE = 200;

/** Compares the anchors, in the audit trail and in the file, with what the database holds now. */
@Injectable()
export class AnchorChecks {
  constructor(
    private readonly audit: AuditTrail,
    private readonly chain: AuditChain,
    private readonly file: AnchorFile,
  ) {}

  /** The file, to be read before the database: an anchor made in between would stand in the file alone. */
  readFile(): Promise<readonly ReadLine[]> {
    return this.file.read();
  }

  /** Yields each difference in Chinese. @param digests of the segments, by number */
  async *check(file: readonly ReadLine[], digests: ReadonlyMap<number, string>): AsyncGenerator<string> {
    for (let before: number | null = null; ;) {
      const lines = await this.audit.page({ action: ANCHOR, before, limit: PAGE });
      for (const line of lines) {
        const { date, segment, digest } = anchorDetails(line);
        if ((digests.get(segment) ?? '') !== digest) yield `${date} 的锚与历史封存段第 ${String(segment)} 段不符`;
      }
      before = lines.at(-1)?.id ?? null;
      if (lines.length < PAGE) break;
    }
    for (const { number, anchor } of file) {
      if (anchor === null) yield `anchors.jsonl 第 ${String(number)} 行被改动，或写它的密钥未知`;
      else yield* this.checkLine(number, anchor, digests);
    }
  }

  private async *checkLine(
    number: number,
    { date, position, link, segment, digest }: AnchorLine,
    digests: ReadonlyMap<number, string>,
  ): AsyncGenerator<string> {
    const line = await this.chain.at(position);
    const isThere = line?.link === link && (digests.get(segment) ?? '') === digest;
    if (isThere) return;
    yield (
      `anchors.jsonl 第 ${String(number)} 行记有 ${date} 的锚（审计日志第 ${String(position)} 条），数据库中没有：` +
      `数据库被换成了旧的或另外的。若确实换用了新数据库，请把这个文件移走另存`
    );
  }
}
