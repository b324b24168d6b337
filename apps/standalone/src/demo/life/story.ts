import { type OrderState } from '@minsheng/contracts';
import { isOpen, type WorkOrder } from '@minsheng/domain';
import { type SeededRandom } from '../random';
import * as phrases from '../texts/phrases';
import { type Cast } from './actors';
import { type Draft } from './draft';
import { HotlineSteps } from './hotline-steps';
import { type Life, LifeEnds } from './life';
import { UnitSteps } from './unit-steps';

/** Somebody called again about the same matter: an appeal of its own that joins the order. */
export interface RepeatCall {
  readonly at: Date;
  readonly text: string;
}

const FALLBACK_UNIT = 'petition';

/** Tells one order's life from birth to closing, or as far as time has come. */
export class Story {
  private readonly hotline: HotlineSteps;
  private readonly unit: UnitSteps;

  constructor(
    private readonly life: Life,
    private readonly draft: Draft,
    cast: Cast,
    private readonly random: SeededRandom,
    /** Gives a repeat call its appeal code. */
    private readonly register: (call: RepeatCall) => string,
    private readonly agent: string,
  ) {
    this.hotline = new HotlineSteps(life, cast, draft, random);
    this.unit = new UnitSteps(life, cast, draft, random);
    this.staff = cast;
  }
  private readonly staff: Cast;

  tell(): void {
    try {
      if (this.life.order.state === 'awaiting_instruction') this.hotline.instruct();
      this.route();
      while (isOpen(this.life.order.state) && !this.life.order.redoAsked) this.handle();
      this.afterwards();
    } catch (error) {
      if (!(error instanceof LifeEnds)) throw error;
    }
  }

  /** From the dispatcher to the unit that will handle it, sometimes by way of a wrong one. */
  private route(): void {
    const right = this.leadUnit();
    const draw = this.random.next();
    if (draw < 0.035) this.returned(this.otherUnit(right), right);
    else if (draw < 0.055 || this.life.stopIn === 'return_pending') this.insist(right);
    else if (draw < 0.075) {
      this.hotline.dispatch(this.otherUnit(right));
      this.hotline.reassign(right);
    } else if (draw < 0.081 && this.draft.kind === 'complaint' && this.life.order.subjectUnitCode === null) {
      this.hotline.dispatch(right);
      this.hotline.nameSubject(right);
      this.hotline.dispatch(this.otherUnit(right));
    } else this.hotline.dispatch(right);
  }

  private returned(wrong: string, right: string): void {
    this.hotline.dispatch(wrong);
    this.requestReturn(this.random.pick(['not_our_duty', 'wrong_area', 'duplicate']), right);
    this.hotline.acceptReturn();
    this.hotline.dispatch(right);
  }

  /** The unit asks to return what is its own; the hotline insists. */
  private insist(right: string): void {
    this.hotline.dispatch(right);
    this.requestReturn(this.random.pick(['not_our_duty', 'unclear']), null);
    this.hotline.rejectReturn();
  }

  private requestReturn(
    reasonCode: 'not_our_duty' | 'wrong_area' | 'duplicate' | 'unclear',
    suggested: string | null,
  ): void {
    const { life } = this;
    const handler = this.staff.of(life.order.leadUnitCode).handler;
    const basis = phrases.RETURN_BASES[reasonCode] ?? '';
    const at = life.after(10 + this.random.next() * 200);
    life.act(
      'request_return',
      { reasonCode, basis, ...(suggested ? { suggestedUnitCode: suggested } : {}) },
      handler,
      at,
    );
  }

  /** One turn of the unit: to a reply that the hotline accepts, and the callback. */
  private handle(): void {
    const { life, unit, hotline } = this;
    const replyAt = unit.drawReplyTime();
    if (life.order.state === 'awaiting_sign') unit.sign(replyAt ?? life.after(600));
    if (!replyAt) throw new LifeEnds();
    this.repeatCalls(replyAt);
    unit.reply(replyAt);
    if (!hotline.review()) return;
    hotline.callBack();
    if (life.order.redoAsked && this.random.chance(0.7)) hotline.redo(hotline.soon(200));
  }

  private repeatCalls(replyAt: Date): void {
    const { life, random } = this;
    if (!random.chance(0.045)) return;
    const at = life.after(life.minutes(life.now, replyAt) * (0.2 + 0.4 * random.next()));
    if (at.getTime() <= life.now.getTime()) return;
    life.advance(at);
    if (random.chance(0.25)) return this.hotline.superviseUrge();
    const text = random.pick(phrases.URGE_TEXTS);
    life.join(this.register({ at: life.now, text }), text, this.agent);
  }

  /** After closing: ratings of letters by code, and a few cases that are taken up again. */
  private afterwards(): void {
    const { life, random, hotline } = this;
    if (life.order.state !== 'closed') return;
    if (life.order.track === 'county_mailbox' && random.chance(0.2)) {
      const resolved = random.chance(0.85);
      const at = life.byTheClock(Math.min(30_000, 60 + random.exponential(2000)));
      life.rate(
        resolved,
        resolved ? random.pick(['satisfied', 'very_satisfied', 'fairly_satisfied']) : 'dissatisfied',
        at,
      );
      if (!resolved) return;
    }
    hotline.publishReply();
    if (!random.chance(0.008)) return;
    hotline.redo(life.calendar.addWorkMinutes(life.now, Math.min(4000, 60 + random.exponential(1500))));
    while (isOpen(life.order.state) && !life.order.redoAsked) this.handle();
  }

  /** The unit responsible, unless it is the one complained of. */
  private leadUnit(): string {
    const { unitCode } = this.draft;
    return this.isBarred(unitCode, this.life.order) ? this.otherUnit(unitCode) : unitCode;
  }

  /** Some other unit that may have the order: the township first, then the petition office, then anybody. */
  private otherUnit(not: string): string {
    const { units, order } = this.life;
    const wanted = [this.draft.townshipCode, FALLBACK_UNIT, ...units.all().map((unit) => unit.code)];
    const parents = new Set(units.has(not) ? units.ancestorsOrSelf(not) : []);
    const found = wanted.find((code) => units.has(code) && !parents.has(code) && !this.isBarred(code, order));
    if (!found) throw new Error('the county has one unit only');
    return found;
  }

  private isBarred(code: string, order: WorkOrder): boolean {
    return order.subjectUnitCode !== null && this.life.units.isWithin(code, order.subjectUnitCode);
  }
}

/** States that recent cases are stopped in, so that every one of them has something to show. */
export const SHOWN_STATES: readonly OrderState[] = [
  'awaiting_instruction',
  'awaiting_dispatch',
  'awaiting_sign',
  'handling',
  'return_pending',
  'awaiting_unit_review',
  'awaiting_center_review',
  'awaiting_callback',
];
