/** First come, first served: one holder at a time. */
export class Turn {
  private tail: Promise<void> = Promise.resolve();

  /** Waits for the turn; the function returned gives it to the next. */
  async take(): Promise<() => void> {
    const before = this.tail;
    let pass: () => void = () => undefined;
    this.tail = new Promise((resolve) => (pass = resolve));
    await before;
    return pass;
  }
}
