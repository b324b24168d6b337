import { type Channel, HANDOVER_SERVICES, type OrderRequested, type OrderState } from '@minsheng/contracts';
import { appealCode, civilDateOf, type HistoryRecord, orderCode, type WorkOrder } from '@minsheng/domain';
import { Cast } from './life/actors';
import { Arrivals } from './life/arrivals';
import { type Draft, type GeneratedAppeal } from './life/draft';
import { Life, type Rules } from './life/life';
import { channels, DESK_CHANNELS, DESK_OUTCOMES, ORDER_CHANNELS } from './life/shares';
import { type RepeatCall, SHOWN_STATES, Story } from './life/story';
import { Writer } from './life/writer';
import { fill } from './places';
import { type SeededRandom, SeededRandom as Random, Weighted } from './random';
import { DESK_REFUSALS, REFUSAL_ROUTES } from './texts/phrases';

/** What `generate` and the demo ask for. */
export interface GenerateOptions extends Rules {
  /** Orders to raise; appeals that end at the desk come on top (`deskPerOrder`), and a few repeat calls that join. */
  readonly orders: number;
  /** Appeals answered, refused or handed over at the desk for each order: 1.6 makes about 60 % of all appeals. */
  readonly deskPerOrder?: number;
  readonly years: number;
  readonly seed: number;
  /** Nothing happens after this instant. */
  readonly asOf: Date;
  /** The next free number of a Shanghai day (yyyy-MM-dd); without it each day counts from 1. */
  /** The installation's channels. */
  readonly channels: readonly Channel[];
  readonly nextNumber?: (day: string) => number;
}

/** One appeal and what became of it. `order` is null when it ended at the desk or joined another order. */
export interface GeneratedCase {
  readonly appeal: GeneratedAppeal;
  readonly order: WorkOrder | null;
  readonly history: readonly HistoryRecord[];
}

const DEFAULT_DESK_PER_ORDER = 1.6;
const ONE_DAY_MS = 86_400_000;
/** About 1.3 % of all appeals are repeat calls; on the days after a holiday there are more. */
const REPEAT_SHARE = 0.1;
const REPEAT_ROOM = 20;

/**
 * Plausible cases of a county, in the order in which they arrived. Pure: the same options give the same cases. Each
 * case draws from its own stream of numbers, and every order lives by the domain's own rules, so that histories replay.
 */
export function* generateCases(options: GenerateOptions): Generator<GeneratedCase> {
  yield* new CountyYear(options).run();
}

/**
 * Numbers that `generateCases` will need of each day: one per case, and room for repeat calls, which come on later days.
 * Reserved beforehand, so that a server that registers appeals meanwhile never gives out the same number.
 */
export function expectedNumbers(options: GenerateOptions): Map<string, number> {
  const counts = new Map<string, number>();
  const { times } = new CountyYear(options).schedule();
  const first = times.reduce((least, time) => Math.min(least, time), options.asOf.getTime());
  for (let day = first; day < options.asOf.getTime() + ONE_DAY_MS; day += ONE_DAY_MS)
    counts.set(civilDateOf(new Date(day)), 0);
  for (const time of times) {
    const day = civilDateOf(new Date(time));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const room = REPEAT_ROOM + Math.ceil((REPEAT_SHARE * times.length) / counts.size);
  for (const [day, count] of counts) counts.set(day, count + room);
  return counts;
}

class CountyYear {
  private readonly arrivals: Arrivals;
  private readonly writer: Writer;
  private readonly cast: Cast;
  private readonly orderChannels: Weighted<Channel>;
  private readonly deskChannels: Weighted<Channel>;
  private readonly deskOutcomes = new Weighted(DESK_OUTCOMES, ([, weight]) => weight);
  private readonly mailbox: Channel;
  private readonly numbers = new Map<string, number>();
  private shown = 0;

  constructor(private readonly options: GenerateOptions) {
    this.arrivals = new Arrivals(options.asOf, options.years, options.calendar);
    this.writer = new Writer(options.units);
    this.cast = new Cast(options.units);
    this.orderChannels = channels(ORDER_CHANNELS, options.channels);
    this.deskChannels = channels(DESK_CHANNELS, options.channels);
    this.mailbox = channels([['county_mailbox', 1]], options.channels).items[0] as Channel;
  }

  /** One stream of numbers per case, and when it arrives. */
  schedule(): { readonly streams: readonly SeededRandom[]; readonly times: Float64Array } {
    const { orders, deskPerOrder = DEFAULT_DESK_PER_ORDER, seed } = this.options;
    const total = orders + Math.round(orders * deskPerOrder);
    const streams = Array.from({ length: total }, (_, i) => Random.of(seed, i));
    return { streams, times: Float64Array.from(streams, (random) => this.arrivals.draw(random).getTime()) };
  }

  *run(): Generator<GeneratedCase> {
    const { orders } = this.options;
    const { streams, times } = this.schedule();
    const total = streams.length;
    const order = Uint32Array.from(times, (_, i) => i).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
    for (const i of order) {
      const random = streams[i] as SeededRandom;
      const receivedAt = new Date(times[i] ?? 0);
      const isOrder = Math.floor(((i + 1) * orders) / total) > Math.floor((i * orders) / total);
      if (isOrder) yield* this.orderCase(receivedAt, random);
      else yield this.deskCase(receivedAt, random);
    }
  }

  private *orderCase(receivedAt: Date, random: SeededRandom): Generator<GeneratedCase> {
    const stopIn = this.stopState(receivedAt);
    const drawn = this.orderChannels.draw(random);
    const channel = stopIn === 'awaiting_instruction' ? this.mailbox : drawn;
    const written = this.writer.matter(channel, random);
    const draft = stopIn === 'awaiting_callback' ? { ...written, anonymous: false } : written;
    const appeal = this.appealOf(draft, receivedAt, random);
    const life = new Life(requestOf(appeal, draft), this.options, this.options.asOf, stopIn);
    const joined: GeneratedAppeal[] = [];
    const register = (call: RepeatCall): string => {
      const repeat = this.repeatAppeal(appeal, call);
      joined.push(repeat);
      return repeat.appealCode;
    };
    new Story(life, draft, this.cast, random, register, this.cast.agent.username).tell();
    yield { appeal, order: life.order, history: life.history };
    for (const repeat of joined) yield { appeal: repeat, order: null, history: [] };
  }

  private appealOf(draft: Draft, receivedAt: Date, random: SeededRandom): GeneratedAppeal {
    const code = this.nextCode(receivedAt);
    const caller = draft.anonymous ? null : this.writer.caller(draft.townshipCode, draft.slots, random);
    return {
      appealCode: appealCode(code),
      orderCode: code,
      outcome: 'order',
      channel: draft.channel.code,
      kind: draft.kind,
      urgency: draft.urgency,
      title: draft.title,
      content: draft.content,
      caller,
      location: this.writer.place(draft),
      townshipCode: draft.townshipCode,
      categoryCode: draft.topic.categoryCode,
      subjectUnitCode: draft.subjectUnitCode,
      confidential: draft.confidential,
      anonymous: draft.anonymous,
      publishable: draft.channel.publishable && random.chance(0.6),
      callbackWanted: caller !== null && random.chance(0.96),
      language: draft.townshipCode === 'yueliangping' && random.chance(0.3) ? 'ii' : 'zh',
      receivedAt,
      registeredBy: draft.channel.code === 'county_mailbox' ? null : this.cast.agent.username,
      answer: null,
      refusal: null,
      handover: null,
    };
  }

  private deskCase(receivedAt: Date, random: SeededRandom): GeneratedCase {
    const { question, townshipCode, slots, title, content, answer } = this.writer.desk(random);
    const [outcome] = this.deskOutcomes.draw(random);
    const reasonCode = random.pick(DESK_REFUSALS);
    const service = random.pick(HANDOVER_SERVICES);
    const anonymous = random.chance(0.08);
    const caller = anonymous ? null : this.writer.caller(townshipCode, slots, random);
    const appeal: GeneratedAppeal = {
      appealCode: appealCode(this.nextCode(receivedAt)),
      orderCode: null,
      outcome,
      channel: this.deskChannels.draw(random).code,
      kind: 'consultation',
      urgency: 'normal',
      title: outcome === 'handed_over' ? `紧急求助转接${service}` : title,
      content: outcome === 'handed_over' ? fill('来电人在{town}{village}遇紧急情况，请求转接专线。', slots) : content,
      caller,
      location: null,
      townshipCode,
      categoryCode: question.categoryCode,
      subjectUnitCode: null,
      confidential: false,
      anonymous,
      publishable: false,
      callbackWanted: false,
      language: 'zh',
      receivedAt,
      registeredBy: this.cast.agent.username,
      answer: outcome === 'answered' ? answer : null,
      refusal: outcome === 'refused' ? { reasonCode, route: REFUSAL_ROUTES[reasonCode] ?? '' } : null,
      handover: outcome === 'handed_over' ? { service, note: '已三方通话转接' } : null,
    };
    return { appeal, order: null, history: [] };
  }

  private repeatAppeal(first: GeneratedAppeal, call: RepeatCall): GeneratedAppeal {
    return {
      ...first,
      appealCode: appealCode(this.nextCode(call.at)),
      outcome: 'joined',
      channel: 'hotline_12345',
      title: `再次反映：${first.title}`,
      content: `${call.text}${first.confidential ? '' : first.content}`,
      publishable: false,
      receivedAt: call.at,
      registeredBy: this.cast.agent.username,
    };
  }

  /** Some cases of last week are stopped in one state after the other, so that even a small county shows each. */
  private stopState(receivedAt: Date): OrderState | null {
    const age = this.options.asOf.getTime() - receivedAt.getTime();
    if (age > 7 * ONE_DAY_MS || age < 2 * ONE_DAY_MS) return null;
    const state = SHOWN_STATES[this.shown % (2 * SHOWN_STATES.length)] ?? null;
    this.shown += 1;
    return state;
  }

  private nextCode(at: Date): string {
    const day = civilDateOf(at);
    if (this.options.nextNumber) return orderCode(at, this.options.nextNumber(day));
    const number = (this.numbers.get(day) ?? 0) + 1;
    this.numbers.set(day, number);
    return orderCode(at, number);
  }
}

/** What intake would ask of dispatch. The number's hash stands in for "there is a number": nothing is sealed here. */
function requestOf(appeal: GeneratedAppeal, draft: Draft): OrderRequested {
  return {
    ...appeal,
    orderCode: appeal.orderCode ?? '',
    track: draft.channel.track,
    instructionRequired: draft.channel.instructionRequired,
    instructionChain: draft.channel.instructionChain,
    receivedAt: appeal.receivedAt.toISOString(),
    contact: { name: null, phone: null, address: null, phoneHash: appeal.caller ? appeal.caller.phone : null },
  };
}
