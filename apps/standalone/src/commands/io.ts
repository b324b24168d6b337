/** Where a command speaks: the terminal it was typed at, or the stream back to it. */
export interface CommandIo {
  line(text: string): void;
  /** Replaces the progress shown before. */
  progress(text: string): void;
  /** Raised when nobody waits for the result any more: bulk work stops between two transactions. */
  readonly signal: AbortSignal;
}

/** The program's own terminal. */
export class TerminalIo implements CommandIo {
  private width = 0;
  private lastProgress = 0;
  private readonly abort = new AbortController();

  constructor(private readonly out: { write(text: string): unknown; isTTY?: boolean } = process.stdout) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  line(text: string): void {
    this.clear();
    this.out.write(`${text}\n`);
  }

  progress(text: string): void {
    if (this.out.isTTY === true) {
      this.clear();
      this.out.write(text);
      this.width = [...text].length * 2;
      return;
    }
    const now = performance.now();
    if (this.lastProgress > 0 && now - this.lastProgress < 5000) return;
    this.lastProgress = now;
    this.out.write(`${text}\n`);
  }

  stop(): void {
    this.abort.abort();
  }

  private clear(): void {
    if (this.width === 0) return;
    this.out.write(`\r${' '.repeat(this.width)}\r`);
    this.width = 0;
  }
}
