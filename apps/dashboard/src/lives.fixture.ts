import { type CallbackFact, type Kind, type OrderChanged, type ReplyFact, type TurnFact } from '@minsheng/contracts';
import { anOrder, aTurn } from './board.fixture';

/** Reproducible dice. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const HOUR = 3_600_000;
const UNITS = ['water', 'water_east', 'roads', 'power'];
const CHANNELS = ['hotline_12345', 'county_mailbox', 'wechat'];
const KINDS: Kind[] = ['complaint', 'help', 'consultation', 'praise'];

/** Lives of orders as events tell them: each list is one order after each of its steps. All facts lie before `until`. */
export function manyLives(count: number, seed: number, from: string, until: string): OrderChanged[][] {
  const roll = dice(seed);
  const [first, end] = [Date.parse(from), Date.parse(until)];
  return Array.from({ length: count }, (_, index) => {
    const code = `20260101${String(index + 1).padStart(6, '0')}`;
    return new Life(code, first + roll(Math.floor((end - first) / HOUR)) * HOUR, end, roll).steps;
  });
}

/** One order, step by step, until its time is up. */
class Life {
  readonly steps: OrderChanged[] = [];
  private order: OrderChanged;

  constructor(
    code: string,
    private at: number,
    private readonly end: number,
    private readonly roll: (sides: number) => number,
  ) {
    const kind = KINDS[roll(KINDS.length)] ?? 'help';
    const channel = CHANNELS[roll(CHANNELS.length)] ?? 'wechat';
    this.order = anOrder({
      code,
      kind,
      channel,
      turns: [],
      leadUnitCode: null,
      state: 'awaiting_dispatch',
      receivedAt: this.now(),
    });
    this.tell({ lastAction: 'open' });
    for (let turn = 0; turn < 3 && this.step(8); turn += 1) if (!this.turn()) return;
  }

  private now(): string {
    return new Date(this.at).toISOString();
  }

  /** Time passes; false when it is up. */
  private step(mostHours: number): boolean {
    this.at += (1 + this.roll(mostHours)) * HOUR;
    return this.at < this.end;
  }

  private tell(changes: Partial<OrderChanged>): void {
    this.order = { ...this.order, ...changes, seq: this.order.seq + 1, lastActionAt: this.now() };
    this.steps.push(this.order);
  }

  private edit(changes: Partial<TurnFact>, order: Partial<OrderChanged> = {}): void {
    const turns = [...this.order.turns];
    const last = turns.pop();
    if (last) turns.push({ ...last, ...changes });
    this.tell({ ...order, turns });
  }

  private get replies(): readonly ReplyFact[] {
    return this.order.turns.at(-1)?.replies ?? [];
  }

  /** Dispatch to reply; true: the order comes back for another turn. */
  private turn(): boolean {
    const unitCode = UNITS[this.roll(UNITS.length)] ?? 'roads';
    const dueAt = new Date(this.at + (24 + this.roll(240)) * HOUR).toISOString();
    const signDueAt = new Date(this.at + 24 * HOUR).toISOString();
    const turn = {
      ...aTurn({ dispatchedAt: this.now() }),
      unitCode,
      signDueAt,
      turn: this.order.turns.length + 1,
      round: this.order.round,
    };
    turn.dues = [{ since: this.now(), dueAt }];
    this.tell({
      turns: [...this.order.turns, turn],
      leadUnitCode: unitCode,
      state: 'awaiting_sign',
      lastAction: 'dispatch',
    });
    if (!this.step(40)) return false;
    this.edit({ signedAt: this.now() }, { state: 'handling', lastAction: 'sign' });
    if (this.roll(8) === 0 && this.step(60)) return this.leave();
    if (this.roll(6) === 0 || !this.step(300)) return false;
    this.edit(
      { replies: [{ at: this.now(), sentBackAt: null, acceptedAt: null }] },
      { state: 'awaiting_center_review' },
    );
    if (this.roll(5) === 0 && this.step(60)) this.sendBack();
    if (this.order.state !== 'awaiting_center_review' || !this.step(60)) return false;
    this.edit(
      { replies: this.replies.map((r) => (r.sentBackAt ? r : { ...r, acceptedAt: this.now() })) },
      { state: 'awaiting_callback' },
    );
    return this.step(100) && this.callback();
  }

  private leave(): boolean {
    this.edit({ leftAt: this.now() }, { state: 'awaiting_dispatch', leadUnitCode: null, lastAction: 'accept_return' });
    return true;
  }

  private sendBack(): void {
    const replies = this.replies.map((reply) => ({ ...reply, sentBackAt: this.now() }));
    const dues = this.order.turns.at(-1)?.dues ?? [];
    const dueAt = new Date(Date.parse(dues.at(-1)?.dueAt ?? '') + 24 * HOUR).toISOString();
    this.edit(
      { replies, dues: [...dues, { since: this.now(), dueAt }] },
      { state: 'handling', lastAction: 'send_back' },
    );
    if (!this.step(80)) return;
    this.edit(
      { replies: [...replies, { at: this.now(), sentBackAt: null, acceptedAt: null }] },
      { state: 'awaiting_center_review' },
    );
  }

  private callback(): boolean {
    const resolved = this.roll(3) > 0;
    const fact: CallbackFact = {
      at: this.now(),
      round: this.order.round,
      unitCode: this.order.leadUnitCode,
      via: 'call',
      outcome: 'answered',
      resolved,
      satisfaction: resolved ? 'satisfied' : 'dissatisfied',
    };
    const callbacks = [...this.order.callbacks, fact];
    this.tell({
      callbacks,
      lastAction: 'record_callback',
      state: resolved ? 'closed' : 'awaiting_dispatch',
      round: this.order.round + 1,
    });
    return !resolved;
  }
}
