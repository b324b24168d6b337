import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Channel } from '@minsheng/contracts';
import { appealCode, civilDateOf, importOrder, orderCode } from '@minsheng/domain';
import { type BadLine, type ImportLine, isBad, parseImportLine } from './import-line';
import { BatchPacer, rowsOf, storeCases } from './load-cases';
import { type BulkStore, type CaseRows, type CommandRules } from './ports';

export interface ImportResult {
  readonly lines: number;
  readonly loaded: number;
  /** Loaded before with the same content. */
  readonly skipped: number;
  readonly bad: readonly BadLine[];
}

export interface ImportOptions {
  readonly channel: Channel;
  readonly store: BulkStore;
  readonly signal?: AbortSignal;
  /** No other process and no request uses the database. */
  readonly alone?: boolean;
  readonly onBad?: (bad: BadLine) => void;
  readonly onProgress?: (lines: number) => void;
}

type Outcome = 'loaded' | 'skipped' | 'conflict';

const LONGEST_TITLE = 200;
/** The least that a line fills: how many fit into a transaction is known before they are judged. */
const ROWS_PER_LINE = rowsOf({ order: null }) + 11;

/** Loads historical cases line by line; what was loaded before is skipped, so it may be started again at any time. */
export async function importFile(path: string, options: ImportOptions): Promise<ImportResult> {
  return new FileImport(options, await options.store.rules()).run(path);
}

class FileImport {
  private readonly pacer: BatchPacer;
  private readonly ids = new Map<string, number>();
  private readonly bad: BadLine[] = [];
  private lines = 0;
  private loaded = 0;
  private skipped = 0;
  private batch: ImportLine[] = [];

  constructor(
    private readonly options: ImportOptions,
    private readonly rules: CommandRules,
  ) {
    this.pacer = new BatchPacer(options.alone);
  }

  async run(path: string): Promise<ImportResult> {
    const input = createReadStream(path, { encoding: 'utf8' });
    try {
      let number = 0;
      for await (const raw of createInterface({ input, crlfDelay: Infinity })) {
        number += 1;
        const text = number === 1 ? raw.replace(/^\uFEFF/, '') : raw;
        if (text.trim() !== '') this.take(text, number);
        if (this.batch.length * ROWS_PER_LINE >= this.pacer.limit) await this.flush();
      }
      await this.flush();
    } finally {
      input.destroy();
    }
    return { lines: this.lines, loaded: this.loaded, skipped: this.skipped, bad: this.bad };
  }

  private take(text: string, number: number): void {
    this.lines += 1;
    const line = parseImportLine(text, number, { now: this.options.store.now(), units: this.rules.units });
    if (isBad(line)) return this.report(line);
    const first = this.ids.get(line.id);
    if (first !== undefined) {
      return this.report({ number, reason: `编号 ${line.id} 在本文件第 ${String(first)} 行已出现过` });
    }
    this.ids.set(line.id, number);
    this.batch.push(line);
  }

  private report(bad: BadLine): void {
    this.bad.push(bad);
    this.options.onBad?.(bad);
  }

  private async flush(): Promise<void> {
    if (this.batch.length === 0) return;
    this.options.signal?.throwIfAborted();
    const lines = this.batch;
    this.batch = [];
    const started = performance.now();
    const outcomes = await this.options.store.transaction(() => this.store(lines));
    this.pacer.record(lines.length * ROWS_PER_LINE, performance.now() - started);
    lines.forEach((line, i) => this.count(line, outcomes[i]));
    this.options.onProgress?.(this.lines);
    await this.pacer.rest();
  }

  private count(line: ImportLine, outcome: Outcome | undefined): void {
    if (outcome === 'loaded') this.loaded += 1;
    else if (outcome === 'skipped') this.skipped += 1;
    else this.report({ number: line.number, reason: `conflict：编号 ${line.id} 已导入过，但内容不同` });
  }

  /** In one transaction: which lines are new, their numbers, their rows. It may run again, so it keeps nothing. */
  private async store(lines: readonly ImportLine[]): Promise<readonly Outcome[]> {
    const { channel, store } = this.options;
    const known = await store.appeals.knownImports(
      channel.code,
      lines.map((line) => line.id),
    );
    const outcomes = lines.map((line): Outcome => {
      const digest = known.get(line.id);
      if (digest === undefined) return 'loaded';
      return digest === line.digest ? 'skipped' : 'conflict';
    });
    const fresh = lines.filter((_, i) => outcomes[i] === 'loaded');
    const next = new Map(await store.appeals.reserveNumbers(countByDay(fresh)));
    const cases = fresh.map((line) => {
      const day = civilDateOf(line.receivedAt);
      const number = next.get(day) ?? 0;
      next.set(day, number + 1);
      return this.caseOf(line, orderCode(line.receivedAt, number));
    });
    await storeCases(cases, store);
    return outcomes;
  }

  private caseOf(line: ImportLine, code: string): CaseRows {
    const { channel } = this.options;
    const { title, content } = fitTitle(line.subject, line.body);
    const facts = {
      ...PLAIN,
      orderCode: code,
      appealCode: appealCode(code),
      channel: channel.code,
      kind: line.kind,
      title,
      content,
    };
    const request = { ...facts, track: channel.track, receivedAt: line.receivedAt.toISOString() };
    const decision = importOrder({ request, unitCode: line.unitCode, reply: line.reply }, this.rules);
    const caller = line.user === null ? null : { name: line.user };
    return {
      appeal: {
        ...facts,
        ...ENDED_AS_ORDER,
        receivedAt: line.receivedAt,
        caller,
        importRef: { id: line.id, digest: line.digest },
      },
      order: { order: decision.order, history: [decision.history] },
    };
  }
}

/** What an import line does not say. */
const PLAIN = {
  urgency: 'normal',
  location: null,
  townshipCode: null,
  categoryCode: null,
  subjectUnitCode: null,
  confidential: false,
  anonymous: false,
  publishable: false,
  callbackWanted: false,
  registeredBy: null,
} as const;
const ENDED_AS_ORDER = { outcome: 'order', language: 'zh', answer: null, refusal: null, handover: null } as const;

function countByDay(lines: readonly ImportLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { receivedAt } of lines) {
    const day = civilDateOf(receivedAt);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

/** A subject too long for a title is cut there and kept whole at the head of the text. */
function fitTitle(subject: string, body: string): { title: string; content: string } {
  if (subject.length <= LONGEST_TITLE) return { title: subject, content: body };
  let title = '';
  for (const character of subject) {
    if (title.length + character.length >= LONGEST_TITLE) break;
    title += character;
  }
  return { title: `${title}…`, content: `${subject}\n${body}` };
}
