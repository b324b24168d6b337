import { type Kind, type Track, type Urgency } from '@minsheng/contracts';
import { type CivilDate } from './civil-date';
import { computeDue } from './deadline';
import { type Limit, formatLimit, parseLimit } from './limits';
import { type WorkingCalendar } from './working-calendar';

/** One row of the table of limits: how long a unit has to sign, to contact the citizen and to reply. */
export interface LimitRule {
  /** `pickRule` finds a row by its id; administrators change the limits of a row, not its id. */
  id: string;
  label: string;
  sign?: Limit;
  contact?: Limit;
  /** Preliminary answer, met by a public `progress`; `reply` is then the final limit. */
  prelim?: Limit;
  reply?: Limit;
  /** The law that sets the limit: such a row may be tightened, never loosened. */
  legalSource?: string;
}

/** Limits of the procedure that are the same for every order. */
export interface ProcedureLimits {
  /** The hotline's own: to dispatch, to decide a return or extension, to check a reply, to call back. */
  dispatch: Limit;
  returnDecision: Limit;
  review: Limit;
  callback: Limit;
  /** A leader's instruction. */
  instruction: Limit;
  /** Until when after dispatch a unit may ask to return an order (rules §4). */
  returnRequest: Limit;
}

export interface LimitTable {
  version: number;
  effectiveFrom: CivilDate;
  rules: readonly LimitRule[];
  procedure: ProcedureLimits;
}

/** The rule as an order keeps it, JSON-safe: a later change of the table never moves an old deadline. */
export interface RuleSnapshot {
  tableVersion: number;
  ruleId: string;
  label: string;
  sign: string | null;
  contact: string | null;
  prelim: string | null;
  reply: string | null;
}

/** Sign, contact, reply, preliminary; `-` for none. */
function rule(id: string, label: string, limits: string, legalSource?: string): LimitRule {
  const [sign, contact, reply, prelim] = limits.split(' ').map((text) => (text === '-' ? undefined : parseLimit(text)));
  return { id, label, sign, contact, prelim, reply, legalSource };
}

const PETITION_LAW = '《信访工作条例》第三十四条';
const DISCLOSURE_LAW = '《政府信息公开条例》第三十三条';
const DEPUTIES_LAW = '《全国人民代表大会和地方各级人民代表大会代表法》';

/** Rules §5, the defaults of a new installation. `praise` is passed on in 3 workdays and is not counted in D. */
export const DEFAULT_LIMIT_TABLE: LimitTable = {
  version: 1,
  effectiveFrom: '2011-01-01',
  rules: [
    rule('critical', '特急', '15minute 30minute 24hour 2hour'),
    rule('urgent', '紧急（水电气热讯）', '30minute 2hour 24hour'),
    rule('hard', '疑难', '1workday 1workday 15workday'),
    rule('redo', '重办', '- 1workday 3workday'),
    rule('consultation', '咨询', '1workday - 1workday'),
    rule('help', '求助', '1workday 1workday 5workday'),
    rule('complaint', '投诉及其他', '1workday 1workday 7workday'),
    rule('report', '举报', '1workday 1workday 7workday'),
    rule('suggestion', '建议', '1workday - 10workday'),
    rule('praise', '表扬（转达）', '1workday - 3workday'),
    rule('county_mailbox', '县长信箱', '1workday 1workday 10workday'),
    rule('county_mailbox.consultation', '县长信箱（咨询）', '1workday 1workday 5workday'),
    rule('county_mailbox.hard', '县长信箱（疑难）', '1workday 1workday 15workday'),
    rule('city_mailbox', '市长信箱', '1workday 1workday 10workday'),
    rule('city_mailbox.consultation', '市长信箱（咨询）', '1workday 1workday 5workday'),
    rule('city_mailbox.hard', '市长信箱（疑难）', '1workday 1workday 15workday'),
    rule('letter', '群众来信', '1workday 1workday 10workday'),
    rule('letter.consultation', '群众来信（咨询）', '1workday 1workday 5workday'),
    rule('letter.hard', '群众来信（疑难）', '1workday 1workday 15workday'),
    rule('visit', '来访（信访）', '15day - 60day', PETITION_LAW),
    rule('disclosure_request', '依申请公开', '1workday - 20workday', DISCLOSURE_LAW),
    rule('npc_proposal', '人大代表建议', '5workday - 3month', DEPUTIES_LAW),
    rule('npc_proposal.hard', '人大代表建议（疑难）', '5workday - 6month', DEPUTIES_LAW),
    rule('cppcc_proposal', '政协提案', '5workday - 3month'),
    rule('cppcc_proposal.hard', '政协提案（疑难）', '5workday - 6month'),
    rule('opinion', '网络舆情', '1hour 4hour 48hour'),
    rule('opinion.major', '网络舆情（重大）', '1hour 4hour 24hour'),
    rule('stuck_window', '办不成事窗口', '4workhour - 5workday'),
    rule('stuck_window.hard', '办不成事窗口（疑难）', '4workhour - 10workday'),
  ],
  procedure: {
    dispatch: parseLimit('4workhour'),
    returnDecision: parseLimit('4workhour'),
    review: parseLimit('1workday'),
    callback: parseLimit('3workday'),
    instruction: parseLimit('2workday'),
    returnRequest: parseLimit('1workday'),
  },
};

/** What decides which row applies. */
export interface RuleFacts {
  urgency: Urgency;
  redo: boolean;
  track: Track;
  kind: Kind;
  /** A major public-opinion case. */
  major?: boolean;
}

/** Ids from the most to the least deciding: critical, urgent > hard > redo > channel track > kind (rules §5). */
function candidates({ urgency, redo, track, kind, major }: RuleFacts): string[] {
  const ids: string[] = [];
  if (urgency === 'critical' || urgency === 'urgent') ids.push(urgency);
  if (urgency === 'hard') ids.push(`${track}.hard`, 'hard');
  if (redo) ids.push('redo');
  if (track !== 'by_kind') ids.push(...(major ? [`${track}.major`] : []), `${track}.${kind}`, track);
  ids.push(kind === 'other' ? 'complaint' : kind, 'complaint');
  return ids;
}

/** The row of the table that an order is given; `other` counts as complaint. */
export function pickRule(table: LimitTable, facts: RuleFacts): LimitRule {
  for (const id of candidates(facts)) {
    const found = table.rules.find((row) => row.id === id);
    if (found) return found;
  }
  throw new Error(`limit table ${table.version} has no row for complaints`);
}

const textOf = (limit: Limit | undefined): string | null => (limit ? formatLimit(limit) : null);

export function snapshotOf(table: LimitTable, { id, label, ...limits }: LimitRule): RuleSnapshot {
  return {
    tableVersion: table.version,
    ruleId: id,
    label,
    sign: textOf(limits.sign),
    contact: textOf(limits.contact),
    prelim: textOf(limits.prelim),
    reply: textOf(limits.reply),
  };
}

/** The due times that an order carries. */
export interface OrderDues {
  signDueAt: Date | null;
  contactDueAt: Date | null;
  prelimDueAt: Date | null;
  dueAt: Date | null;
  provisional: boolean;
}

/** All due times of a snapshot from one start, the moment of dispatch or redo: signing late never starts a clock. */
export function duesOf(snapshot: RuleSnapshot, start: Date, calendar: WorkingCalendar): OrderDues {
  const due = (limit: string | null) => (limit === null ? null : computeDue(start, parseLimit(limit), calendar));
  const [sign, contact] = [due(snapshot.sign), due(snapshot.contact)];
  const [prelim, reply] = [due(snapshot.prelim), due(snapshot.reply)];
  return {
    signDueAt: sign?.dueAt ?? null,
    contactDueAt: contact?.dueAt ?? null,
    prelimDueAt: prelim?.dueAt ?? null,
    dueAt: reply?.dueAt ?? null,
    provisional: [sign, contact, prelim, reply].some((each) => each?.provisional),
  };
}
