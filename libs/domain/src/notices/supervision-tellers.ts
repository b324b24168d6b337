import { STEP_CAUSE_LABELS, type StepCause, SUPERVISION_LEVEL_LABELS } from '@minsheng/contracts';
import { beijingTime } from '../order/guards';
import { type Decision } from '../order/order';
import { type Audience } from './audience';
import { DISPATCHERS, LEADERS, SUPERVISORS, type Teller, type Told } from './teller';

const CALLBACK_AGENTS: Audience = { role: 'callback_agent' };

/** The unit that a step concerns; nobody where it names none. */
function unitOf({ history }: Decision): readonly Audience[] {
  const { unitCode } = history.facts.input;
  return typeof unitCode === 'string' ? [{ unit: unitCode }] : [];
}

function causeOf({ history }: Decision): StepCause | null {
  const { cause } = history.facts.input;
  return typeof cause === 'string' && cause in STEP_CAUSE_LABELS ? (cause as StepCause) : null;
}

function causeText(decision: Decision): string {
  const cause = causeOf(decision);
  return cause === null ? '' : STEP_CAUSE_LABELS[cause];
}

/** A limit as people read it: 24:00 of the day that counts. */
function dueText(dueAt: Date | null): string {
  if (!dueAt) return '';
  const text = beijingTime(dueAt);
  if (!text.endsWith('00:00')) return text;
  return `${beijingTime(new Date(dueAt.getTime() - 1)).slice(0, 10)} 24:00`;
}

const each = (audiences: readonly Audience[], told: (to: Audience) => Told): readonly Told[] => audiences.map(told);

const onRemind: Teller = (decision) => {
  const cause = causeOf(decision);
  if (cause === 'due_soon') {
    const params = { due: dueText(decision.order.dueAt) };
    return each(unitOf(decision), (to) => ({ to, kind: 'due_soon', params }));
  }
  const others: Partial<Record<StepCause, readonly Audience[]>> = {
    review_date: [LEADERS, SUPERVISORS],
    report_overdue: [SUPERVISORS],
  };
  const params = { what: causeText(decision) };
  return each([...unitOf(decision), ...((cause && others[cause]) ?? [])], (to) => ({
    to,
    kind: 'limit_passed',
    params,
  }));
};

const onCard =
  (kind: 'yellow_card' | 'red_card'): Teller =>
  (decision) =>
    each([...unitOf(decision), SUPERVISORS], (to) => ({ to, kind, params: { cause: causeText(decision) } }));

/** Whoever is slow hears of it, and the supervisors. */
const onChase: Teller = (decision) => {
  const slow: Partial<Record<StepCause, Audience>> = { instruction: LEADERS, callback: CALLBACK_AGENTS };
  const cause = causeOf(decision);
  const params = { what: causeText(decision) };
  return each([(cause && slow[cause]) ?? DISPATCHERS, SUPERVISORS], (to) => ({ to, kind: 'limit_passed', params }));
};

/** Whoever holds the order: its unit, or the hotline; what goes to the leader is told to the leader too. */
const onSupervise: Teller = ({ order }) => {
  const sheet = order.supervisions.at(-1);
  const level = sheet?.level == null ? '批示' : SUPERVISION_LEVEL_LABELS[sheet.level];
  const holder: Audience = order.leadUnitCode === null ? DISPATCHERS : { unit: order.leadUnitCode };
  const above = sheet?.level === 'escalated' ? [LEADERS] : [];
  return each([holder, ...above], (to) => ({ to, kind: 'supervised', params: { level } }));
};

const onReport: Teller = ({ order, history }, units) => {
  const unit = history.actorUnit === null ? '承办单位' : units.name(history.actorUnit);
  const now = history.at.toISOString();
  const answered = order.supervisions.filter(({ reportedAt }) => reportedAt === now);
  const toLeaders = answered.some(({ kind }) => kind === 'instruction') ? [LEADERS] : [];
  return each([SUPERVISORS, ...toLeaders], (to) => ({ to, kind: 'supervision_reported', params: { unit } }));
};

/** Who is told of what the sweep does, and of supervision by people (rules §5). */
export const SUPERVISION_TELLERS: Readonly<Record<string, readonly Teller[]>> = {
  remind: [onRemind],
  warn_blue: [
    (made) => each(unitOf(made), (to) => ({ to, kind: 'overdue_blue', params: { due: dueText(made.order.dueAt) } })),
  ],
  card_yellow: [onCard('yellow_card')],
  card_red: [onCard('red_card')],
  escalate: [
    (made) => each([LEADERS, SUPERVISORS], (to) => ({ to, kind: 'escalated', params: { cause: causeText(made) } })),
  ],
  chase: [onChase],
  supervise: [onSupervise],
  note_instruction: [onSupervise],
  report_supervision: [onReport],
};
