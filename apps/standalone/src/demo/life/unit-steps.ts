import { type ResultCode } from '@minsheng/contracts';
import { fill } from '../places';
import { type SeededRandom, Weighted } from '../random';
import * as phrases from '../texts/phrases';
import { type Cast, type UnitStaff } from './actors';
import { type Draft } from './draft';
import { type Life } from './life';
import { nth } from './writer';

/** A forgotten order lies for months, but no office lets it lie for years. */
const FORGOTTEN_WORKDAYS = 90;

/** How a unit's turn goes with time: of what falls due about 93 % is on time, the rest late by days or weeks. */
type Pace = 'on_time' | 'late' | 'very_late' | 'never';
const PACES = new Weighted<readonly [Pace, number]>(
  [
    ['on_time', 930],
    ['late', 45],
    ['very_late', 22],
    ['never', 3],
  ],
  ([, weight]) => weight,
);
const RESULTS = new Weighted<readonly [ResultCode, number]>(
  [
    ['resolved', 70],
    ['partly', 11],
    ['explained', 15],
    ['unresolved', 4],
  ],
  ([, weight]) => weight,
);
const RESULT_TEXTS: Readonly<Record<ResultCode, readonly string[]>> = {
  resolved: [''],
  partly: phrases.PARTLY_SENTENCES,
  explained: phrases.EXPLAINED_SENTENCES,
  unresolved: phrases.UNRESOLVED_SENTENCES,
};
const WORKDAY_MINUTES = 420;

/** What a unit does with an order: signs, contacts, handles, replies. */
export class UnitSteps {
  constructor(
    private readonly life: Life,
    private readonly cast: Cast,
    private readonly draft: Draft,
    private readonly random: SeededRandom,
  ) {}

  sign(replyAt: Date): void {
    const { life, random } = this;
    const span = life.minutes(life.now, replyAt);
    const wait = Math.min(span * 0.12, 4 + random.exponential(random.chance(0.04) ? 700 : 75));
    life.act('sign', {}, this.staff.handler, life.after(wait));
  }

  /** From handling to an approved reply at `replyAt`, with what happens on the way. */
  reply(replyAt: Date): void {
    const { life, random } = this;
    const start = life.now;
    const span = life.minutes(start, replyAt);
    const at = (part: number): Date => life.after(span * part, start);
    this.contact(life.after(Math.min(span * 0.3, 5 + random.exponential(130)), start));
    if (life.order.urgency === 'critical') this.progress(life.now, true);
    if (random.chance(0.1)) this.progress(at(0.5), random.chance(0.6));
    if (random.chance(0.06)) this.note(at(0.55));
    if (random.chance(0.05)) {
      this.submit(at(0.66));
      life.act('reject_reply', { reason: random.pick(phrases.REJECT_REPLY_REASONS) }, this.staff.head, at(0.74));
    }
    this.submit(at(0.78 + random.next() * 0.15));
    const isLater = replyAt.getTime() > life.now.getTime();
    life.act('approve_reply', {}, this.staff.head, isLater ? replyAt : life.after(5));
  }

  /** When the reply of the running turn will be approved; null where none is due. What was forgotten turns up at the inspection. */
  drawReplyTime(): Date | null {
    const { life, random } = this;
    const due = life.order.dueAt;
    if (!due) return null;
    const [pace] = PACES.draw(random);
    if (pace === 'never') return life.calendar.addWorkMinutes(due, FORGOTTEN_WORKDAYS * WORKDAY_MINUTES);
    if (pace === 'on_time' && due.getTime() > life.now.getTime()) {
      const span = life.minutes(life.now, due);
      const part = 0.12 + 0.83 * Math.max(random.next(), random.next());
      const at = life.after(span * part);
      return at.getTime() < due.getTime() ? at : life.now;
    }
    const days = pace === 'very_late' ? 12 + random.exponential(11) : 0.2 + random.exponential(3);
    const from = Math.max(due.getTime(), life.now.getTime());
    return life.calendar.addWorkMinutes(new Date(from), days * WORKDAY_MINUTES);
  }

  private contact(at: Date): void {
    const { life, random } = this;
    if (!life.order.contactDueAt || life.order.contactedAt) return life.advance(at);
    if (random.chance(0.05)) {
      life.advance(at);
      return;
    }
    const isReached = random.chance(0.93);
    const note = random.pick(isReached ? phrases.CONTACT_NOTES : phrases.CONTACT_FAILED_NOTES);
    const outcome = isReached ? 'answered' : 'not_reached';
    life.act('contact', { at, outcome, note }, this.staff.handler, at);
  }

  private progress(at: Date, isPublic: boolean): void {
    const text = this.random.pick(phrases.PROGRESS_NOTES);
    this.life.act('progress', { text, public: isPublic }, this.staff.handler, at);
  }

  private note(at: Date): void {
    const text = fill(this.random.pick(phrases.INTERNAL_NOTES), this.draft.slots);
    this.life.act('add_note', { text }, this.random.chance(0.5) ? this.staff.head : this.cast.dispatcher, at);
  }

  private submit(at: Date): void {
    const { life, random } = this;
    const [resultCode] = RESULTS.draw(random);
    const owesContact = life.order.contactDueAt !== null && life.order.contactedAt === null;
    life.advance(at);
    life.act(
      'submit_reply',
      {
        resultCode,
        publicReply: this.publicReply(resultCode),
        internalAccount: this.account(resultCode),
        ...(owesContact ? { contactedAt: life.now } : {}),
      },
      this.staff.handler,
    );
  }

  private publicReply(resultCode: ResultCode): string {
    const { random, draft } = this;
    const parts = [
      random.pick(phrases.REPLY_OPENINGS),
      nth(draft.topic.results, draft.variant),
      random.pick(RESULT_TEXTS[resultCode]),
      random.pick(phrases.REPLY_CLOSINGS),
    ];
    return fill(parts.join(''), draft.slots);
  }

  private account(resultCode: ResultCode): string {
    if (resultCode === 'unresolved') return phrases.UNRESOLVED_ACCOUNT;
    return fill(this.random.pick(phrases.INTERNAL_ACCOUNTS), this.draft.slots);
  }

  private get staff(): UnitStaff {
    return this.cast.of(this.life.order.leadUnitCode);
  }
}
