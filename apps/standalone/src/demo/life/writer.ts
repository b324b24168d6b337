import { type Channel, type Kind, type Urgency } from '@minsheng/contracts';
import { type UnitTree } from '@minsheng/domain';
import { SURNAMES } from '../county';
import { drawSlots, fill, placeText, type Slots, TOWNSHIP_WEIGHTS } from '../places';
import { type SeededRandom, Weighted } from '../random';
import { CITY_TOPICS } from '../texts/city';
import { COUNTRY_TOPICS } from '../texts/country';
import { PEOPLE_TOPICS } from '../texts/people';
import * as phrases from '../texts/phrases';
import { QUESTIONS } from '../texts/questions';
import { SOCIETY_TOPICS } from '../texts/society';
import { type Question, type Topic, TOWNSHIP } from '../texts/topic';
import { UTILITY_TOPICS } from '../texts/utilities';
import { type Draft, type GeneratedCaller } from './draft';

const GIVEN = '伟芳娜敏静秀丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉萍红鑫波斌宇浩凯健俊帆雪琳晨'.split('');
const COUNTY_TOWN = 'lancheng';

/** Draws what people say, in words of our own; every sentence comes from `texts/`. */
export class Writer {
  private readonly topics: Weighted<Topic>;
  private readonly questions: Weighted<Question>;
  private readonly townships: Weighted<string>;

  constructor(private readonly units: UnitTree) {
    const leads = (code: string): boolean => code === TOWNSHIP || units.has(code);
    const topics = [...CITY_TOPICS, ...UTILITY_TOPICS, ...COUNTRY_TOPICS, ...PEOPLE_TOPICS, ...SOCIETY_TOPICS].filter(
      (topic) => leads(topic.unit),
    );
    this.topics = new Weighted(topics, (topic) => topic.weight);
    this.questions = new Weighted(
      QUESTIONS.filter((q) => leads(q.unit)),
      (q) => q.weight,
    );
    const townships = units.all().filter((unit) => unit.kind === 'township');
    this.townships = new Weighted(
      townships.map((unit) => unit.code),
      (code) => TOWNSHIP_WEIGHTS[code] ?? 5,
    );
  }

  /** A matter for a unit. One order in nine is a question that the desk could not answer. */
  matter(channel: Channel, random: SeededRandom): Draft {
    const topic = random.chance(0.11) ? asTopic(this.questions.draw(random)) : this.topics.draw(random);
    const isInTown = topic.place === 'town' && this.units.has(COUNTY_TOWN);
    const townshipCode = isInTown ? COUNTY_TOWN : this.townships.draw(random);
    const slots = drawSlots(townshipCode, this.units.name(townshipCode), topic.place === 'village', random);
    const variant = random.int(0, topic.facts.length - 1);
    const unitCode = topic.unit === TOWNSHIP ? townshipCode : topic.unit;
    const kind = drawKind(topic.kind, random);
    return {
      channel,
      slots,
      townshipCode,
      unitCode,
      topic,
      kind,
      urgency: drawUrgency(topic.urgency, random),
      variant,
      title: fill(nth(topic.titles, variant), slots),
      content: this.tell(topic, variant, channel, slots, random),
      subjectUnitCode: this.drawSubject(kind, townshipCode, random),
      confidential: random.chance(kind === 'report' ? 0.25 : 0.02),
      anonymous: !channel.identityRequired && random.chance(kind === 'report' ? 0.2 : 0.05),
    };
  }

  /** A question and its answer at the desk. */
  desk(random: SeededRandom): {
    question: Question;
    townshipCode: string;
    slots: Slots;
    title: string;
    content: string;
    answer: string;
  } {
    const question = this.questions.draw(random);
    const townshipCode = this.townships.draw(random);
    const slots = drawSlots(townshipCode, this.units.name(townshipCode), false, random);
    const n = random.int(0, question.asks.length - 1);
    const who = random.pick(phrases.DESK_WHO);
    const about = random.pick(phrases.DESK_OPENINGS);
    const tail = random.pick(phrases.DESK_TAILS);
    const answer = question.answers[Math.min(n, question.answers.length - 1)] ?? '';
    return {
      question,
      townshipCode,
      slots,
      title: fill(`${who}${question.title}`, slots),
      content: fill(`${about}${question.asks[n] ?? ''}${tail}`, slots),
      answer: fill(`您好，${answer}`, slots),
    };
  }

  place(draft: Draft): string {
    return placeText(draft.topic.place === 'town', draft.slots);
  }

  caller(townshipCode: string, slots: Slots, random: SeededRandom): GeneratedCaller {
    const second = random.chance(0.6) ? random.pick(GIVEN) : '';
    return {
      name: random.pick(SURNAMES) + random.pick(GIVEN) + second,
      phone: `1380000${String(random.int(0, 9999)).padStart(4, '0')}`,
      address: `${this.units.name(townshipCode)}${slots.village ?? ''}${String(random.int(1, 200))}号`,
    };
  }

  private tell(topic: Topic, variant: number, channel: Channel, slots: Slots, random: SeededRandom): string {
    const letter = channel.track === 'county_mailbox' || channel.track === 'city_mailbox' || channel.track === 'letter';
    const opening = random.pick(letter ? phrases.LETTER_OPENINGS : phrases.CALL_OPENINGS);
    const closing = letter ? random.pick(phrases.LETTER_CLOSINGS) : '';
    const first = random.int(0, phrases.DETAILS.length - 1);
    const second = (first + random.int(1, phrases.DETAILS.length - 1)) % phrases.DETAILS.length;
    const isThanks = topic.kind === 'praise' || topic.kind === 'consultation';
    const details = isThanks
      ? ''
      : `${phrases.DETAILS[first] ?? ''}${random.chance(0.55) ? (phrases.DETAILS[second] ?? '') : ''}`;
    return fill(`${opening}${nth(topic.facts, variant)}${details}${nth(topic.wishes, variant)}${closing}`, slots);
  }

  /** Now and then a complaint names a unit: it must never reach that unit. */
  private drawSubject(kind: Kind, townshipCode: string, random: SeededRandom): string | null {
    if (kind !== 'complaint' && kind !== 'report') return null;
    return random.chance(0.02) ? townshipCode : null;
  }
}

/** The n-th of a list that begins again at its end. */
export function nth(list: readonly string[], n: number): string {
  return list[n % list.length] ?? '';
}

function drawKind(kind: Kind, random: SeededRandom): Kind {
  if (kind === 'complaint' && random.chance(0.12)) return 'help';
  if (kind === 'help' && random.chance(0.1)) return 'complaint';
  return kind;
}

function drawUrgency(urgency: Urgency, random: SeededRandom): Urgency {
  if (urgency === 'urgent') return random.chance(0.04) ? 'critical' : random.chance(0.55) ? 'urgent' : 'normal';
  if (urgency === 'hard') return random.chance(0.5) ? 'hard' : 'normal';
  return random.chance(0.015) ? 'hard' : 'normal';
}

const topicOfQuestion = new Map<Question, Topic>();

/** A question as a matter for the unit that knows. */
function asTopic(question: Question): Topic {
  const known = topicOfQuestion.get(question);
  if (known) return known;
  const topic: Topic = {
    categoryCode: question.categoryCode,
    kind: 'consultation',
    unit: question.unit,
    weight: question.weight,
    place: 'anywhere',
    urgency: 'normal',
    titles: [question.title, `{town}群众${question.title}`],
    facts: question.asks.map((ask) => `本人家住{town}{village}，想咨询：${ask}`),
    wishes: [
      '听说各地规定不同，希望主管部门给个准确答复。',
      '话务员解释后仍不清楚，请业务部门回电说明具体办法和所需材料。',
    ],
    results: question.answers,
  };
  topicOfQuestion.set(question, topic);
  return topic;
}
