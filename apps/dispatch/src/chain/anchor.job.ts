import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { civilDateOf } from '@minsheng/domain';
import { Clock, SingleRun } from '@minsheng/platform';
import { AnchorFile } from './anchor-file';
import { Anchors, fileAnchor } from './anchors.service';
import { SegmentsRepository } from './segments.repository';

/**
 * On a server, numbers are given before transactions commit: rows are sealed only when every transaction that was open
 * when their number was seen has long ended. None lasts minutes: a lock is waited for 50 s at most.
 */
export const SETTLE_MS = 600_000;

/** One anchor a day (rules §9), soon after midnight in Shanghai or after the first start. */
@Injectable()
export class AnchorJob {
  private doneOn: string | null = null;
  private mark: { readonly throughId: number; readonly at: number } | null = null;

  constructor(
    private readonly anchors: Anchors,
    private readonly segments: SegmentsRepository,
    private readonly file: AnchorFile,
    private readonly single: SingleRun,
    private readonly clock: Clock,
  ) {}

  @Cron('17 * * * * *')
  async tick(): Promise<void> {
    if (this.doneOn === this.today()) return;
    await this.single.run('dispatch.anchor', 300, () => this.step());
  }

  private async step(): Promise<void> {
    const newest = await this.anchors.newest();
    if (newest?.date === this.today()) {
      this.doneOn = newest.date;
      return;
    }
    const now = this.clock.now().getTime();
    this.mark ??= { throughId: await this.segments.lastRowId(), at: now };
    if (now - this.mark.at < SETTLE_MS) return;
    const line = await this.anchors.make(this.mark.throughId);
    if (line) await fileAnchor(this.file, line);
    this.mark = null;
  }

  private today(): string {
    return civilDateOf(this.clock.now());
  }
}
