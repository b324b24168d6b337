import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { isLinkOf, linkOf, type ChainRecord } from '@minsheng/domain';
import { AppConfig, ChainKeyRing } from '@minsheng/platform';

/** One day's anchor as it stands outside the database. */
export interface AnchorLine {
  /** yyyy-MM-dd in Asia/Shanghai. */
  readonly date: string;
  readonly at: string;
  /** The last segment of the histories and its digest; 0 and empty before the first. */
  readonly segment: number;
  readonly digest: string;
  readonly rows: number;
  readonly orders: number;
  /** Where the audit chain stood, with the anchor's own line. */
  readonly position: number;
  readonly link: string;
}

/** A line of the file, or what is left of it. */
export type ReadLine = { readonly number: number; readonly anchor: AnchorLine | null };

/**
 * `DATA_DIR/anchors.jsonl`: what tells that a whole database was set back to an older state. It is of use only as far as
 * whoever changes the database does not reach it: copy it elsewhere (docs/adr/0010).
 */
@Injectable()
export class AnchorFile {
  constructor(
    private readonly config: AppConfig,
    private readonly keys: ChainKeyRing,
  ) {}

  get path(): string {
    return join(this.config.dataDir, 'anchors.jsonl');
  }

  async append(anchor: AnchorLine): Promise<void> {
    const mac = linkOf(this.keys.current, null, recordOf(anchor));
    await mkdir(this.config.dataDir, { recursive: true });
    await appendFile(this.path, `${JSON.stringify({ ...anchor, mac })}\n`, { mode: 0o600 });
  }

  /** Every line; `anchor` is null where it was not written by this system. No file: none. */
  async read(): Promise<readonly ReadLine[]> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = text.split('\n').map((line, index) => ({ number: index + 1, line }));
    return lines
      .filter(({ line }) => line.trim() !== '')
      .map(({ number, line }) => ({ number, anchor: this.parse(line) }));
  }

  private parse(line: string): AnchorLine | null {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return null;
    }
    if (!isAnchor(value)) return null;
    return isLinkOf(value.mac, null, { record: recordOf(value), keys: this.keys }) ? value : null;
  }
}

function recordOf({ date, at, segment, digest, rows, orders, position, link }: AnchorLine): ChainRecord {
  return { fixed: ['anchor', date, at, segment, digest, rows, orders, position, link], open: null };
}

const TEXTS = ['date', 'at', 'digest', 'link', 'mac'] as const;
const NUMBERS = ['segment', 'rows', 'orders', 'position'] as const;

function isAnchor(value: unknown): value is AnchorLine & { mac: string } {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return (
    TEXTS.every((name) => typeof fields[name] === 'string') && NUMBERS.every((name) => Number.isInteger(fields[name]))
  );
}
