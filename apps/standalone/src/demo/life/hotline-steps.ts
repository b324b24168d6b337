import { type CallbackOutcome, type Satisfaction } from '@minsheng/contracts';
import { maskForPublication, publicationBar } from '@minsheng/domain';
import { type SeededRandom, Weighted } from '../random';
import * as phrases from '../texts/phrases';
import { type Cast } from './actors';
import { type Draft } from './draft';
import { type Life } from './life';

const OUTCOMES = new Weighted<readonly [CallbackOutcome, number]>(
  [
    ['answered', 86],
    ['not_reached', 10],
    ['refused', 2.5],
    ['invalid_number', 1.5],
  ],
  ([, weight]) => weight,
);
type Rated = readonly [Satisfaction, number];
const WHEN_RESOLVED = new Weighted<Rated>(
  [
    ['very_satisfied', 30],
    ['satisfied', 46],
    ['fairly_satisfied', 19],
    ['dissatisfied', 4],
    ['very_dissatisfied', 1],
  ],
  ([, weight]) => weight,
);
const WHEN_UNRESOLVED = new Weighted<Rated>(
  [
    ['fairly_satisfied', 15],
    ['dissatisfied', 60],
    ['very_dissatisfied', 25],
  ],
  ([, weight]) => weight,
);

/** What the hotline and the leaders do with an order: instruct, dispatch, review, call back. */
export class HotlineSteps {
  constructor(
    private readonly life: Life,
    private readonly cast: Cast,
    private readonly draft: Draft,
    private readonly random: SeededRandom,
  ) {}

  instruct(): void {
    const { life, random } = this;
    if (random.chance(0.85)) {
      const text = `拟请${life.units.name(this.draft.unitCode)}阅办，按期答复来信人。`;
      life.act('propose', { text }, this.cast.dispatcher, life.after(10 + random.exponential(40)));
    }
    const leader = { vice: this.cast.deputy, mayor: this.cast.mayor };
    for (const post of [...life.order.instructionChain]) {
      const text = random.pick(phrases.INSTRUCTIONS);
      life.act('instruct', { text }, leader[post], life.after(30 + random.exponential(200)));
    }
  }

  dispatch(leadUnitCode: string): void {
    const { life, random } = this;
    const note = random.pick(phrases.DISPATCH_NOTES);
    const coUnitCodes = random.chance(0.07) ? this.helpers(leadUnitCode) : [];
    const wait = life.order.urgency === 'critical' ? 3 : 4 + random.exponential(45);
    const brief = life.order.confidential
      ? '保密件：请按反映事项的类别和地点核实情况，依法办理，不得打听反映人。'
      : undefined;
    life.act(
      'dispatch',
      {
        leadUnitCode,
        ...(note ? { note } : {}),
        ...(brief ? { brief } : {}),
        ...(coUnitCodes.length > 0 ? { coUnitCodes } : {}),
      },
      this.cast.dispatcher,
      life.after(wait),
    );
  }

  reassign(unitCode: string): void {
    const { life, random } = this;
    const reason = random.pick(phrases.REASSIGN_REASONS);
    life.act('reassign', { unitCode, reason }, this.cast.dispatcher, life.after(20 + random.exponential(150)));
  }

  /** The lead turns out to be the unit complained of: the order leaves it at once. */
  nameSubject(unitCode: string): void {
    const { life, random } = this;
    life.act('set_subject_unit', { unitCode }, this.cast.dispatcher, life.after(15 + random.exponential(120)));
  }

  acceptReturn(): void {
    const { life, random } = this;
    const reason = random.pick(phrases.ACCEPT_RETURN_REASONS);
    life.act('accept_return', { reason }, this.cast.dispatcher, this.soon(80));
  }

  rejectReturn(): void {
    const { life, random } = this;
    const reason = random.pick(phrases.REJECT_RETURN_REASONS);
    life.act('reject_return', { reason }, this.cast.dispatcher, this.soon(80));
  }

  /** True when the reply was accepted, false when it went back to the unit. */
  review(): boolean {
    const { life, random } = this;
    const at = this.soon(120);
    if (random.chance(0.035)) {
      life.act('send_back', { reason: random.pick(phrases.SEND_BACK_REASONS) }, this.cast.dispatcher, at);
      return false;
    }
    life.act('accept_reply', {}, this.cast.dispatcher, at);
    return true;
  }

  /** Calls until somebody answers, the line is dead, or it was tried often enough. */
  callBack(): void {
    const { life, random } = this;
    while (life.order.state === 'awaiting_callback' && !life.order.redoAsked) {
      const [outcome] = OUTCOMES.draw(random);
      const at = this.soon(life.order.callbacks.length > 0 ? 330 : 240);
      const rated = outcome === 'answered' ? this.answer() : {};
      life.act('record_callback', { outcome, ...rated }, this.cast.callbackAgent, at);
    }
  }

  /** A third redo is the dispatcher's; some closed cases are taken up again within the month. */
  redo(at: Date): void {
    this.life.act('redo', { reason: this.random.pick(phrases.REDO_REASONS) }, this.cast.dispatcher, at);
  }

  /** Of the letters whose writers agreed, some come into the public column: cleared by one person, published by another. */
  publishReply(): void {
    const { life, random } = this;
    if (publicationBar(life.order) !== null || !random.chance(0.4)) return;
    const { title, content, publicReply } = life.order;
    const masked = (text: string): string => maskForPublication(text, null);
    const texts = { title: masked(title), content: masked(content), reply: masked(publicReply ?? '') };
    life.act('clear_publication', texts, this.cast.dispatcher, this.soon(300));
    life.act('publish', {}, this.cast.supervisor, this.soon(200));
  }

  superviseUrge(): void {
    const { life, random } = this;
    life.act('urge', { reason: random.pick(phrases.URGE_TEXTS) }, this.cast.supervisor);
  }

  soon(mean: number): Date {
    const { life, random } = this;
    return life.calendar.addWorkMinutes(life.now, 6 + Math.floor(random.exponential(mean)));
  }

  private answer(): { resolved: boolean; satisfaction: Satisfaction; note?: string } {
    const { random } = this;
    const resolved = random.chance(0.93);
    const [satisfaction] = (resolved ? WHEN_RESOLVED : WHEN_UNRESOLVED).draw(random);
    const isUnhappy = satisfaction === 'dissatisfied' || satisfaction === 'very_dissatisfied';
    const note = random.pick(isUnhappy ? phrases.DISSATISFIED_NOTES : phrases.CALLBACK_NOTES);
    return { resolved, satisfaction, ...(note ? { note } : {}) };
  }

  private helpers(leadUnitCode: string): string[] {
    const { townshipCode } = this.draft;
    const { subjectUnitCode } = this.life.order;
    return townshipCode === leadUnitCode || townshipCode === subjectUnitCode ? [] : [townshipCode];
  }
}
