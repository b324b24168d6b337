import { type Role } from '@minsheng/contracts';
import { deciderOf } from '../order/deciders';
import { type Decision, isWithUnit } from '../order/order';
import { type UnitTree } from '../units/unit-tree';
import { type Audience, audienceCode } from './audience';
import { type NoticeDraft } from './notice';
import { SUPERVISION_TELLERS } from './supervision-tellers';
import { DISPATCHERS, LEADERS, SUPERVISORS, type Teller, type Told } from './teller';

/** The unit that led before this action; of a lead that did not move, the one that leads. */
function leadBefore({ order, history }: Decision): string | null {
  const before = history.facts.before.leadUnitCode;
  return typeof before === 'string' ? before : before === null ? null : order.leadUnitCode;
}

const handlersOf = (unit: string): Audience => ({ unit, roles: ['handler'] });

/** Tells the lead unit, or nobody where none leads. */
function lead({ order }: Decision, told: (unit: string) => Told): readonly Told[] {
  return order.leadUnitCode === null ? [] : [told(order.leadUnitCode)];
}

/** The acting unit by name; by its lead where the record names none. */
function actingUnit({ order, history }: Decision, units: UnitTree): string {
  const code = history.actorUnit ?? order.leadUnitCode;
  return code === null ? '单位' : units.name(code);
}

const toNewLead: Teller = (decision) =>
  lead(decision, (unit) => ({ to: handlersOf(unit), kind: 'dispatched', params: {} }));

/** Co-units that were not there before. */
const toNewCoUnits: Teller = ({ order, history }, units) => {
  const before = history.facts.before.coUnitCodes;
  const known: readonly unknown[] = Array.isArray(before) ? before : [];
  const added = history.facts.after.coUnitCodes === undefined ? [] : order.coUnitCodes;
  const unit = order.leadUnitCode === null ? '' : units.name(order.leadUnitCode);
  return added
    .filter((code) => !known.includes(code))
    .map((code) => ({ to: handlersOf(code), kind: 'co_unit_added', params: { unit } }));
};

/** A new round, or one that only a dispatcher may begin. */
const onRedo: Teller = (decision) => {
  const { order, history } = decision;
  const { before, after } = history.facts;
  if (before.round !== after.round)
    return lead(decision, (unit) => ({ to: { unit }, kind: 'redo', params: { count: String(order.redoCount) } }));
  const asked = after.redoAsked === true && before.redoAsked !== true;
  return asked ? [{ to: DISPATCHERS, kind: 'redo_asked', params: {} }] : [];
};

/** Whoever holds the order is urged: its unit, or the hotline. */
const onUrge: Teller = (decision) => {
  const { state, leadUnitCode: unit, urgeCount } = decision.order;
  const to: Audience = unit !== null && isWithUnit(state) ? { unit } : DISPATCHERS;
  return [{ to, kind: 'urged', params: { count: String(urgeCount) } }];
};

type Asked =
  'returned' | 'extension_requested' | 'suspension_requested' | 'termination_requested' | 'exclusion_requested';
const asks =
  (kind: Asked, to: Audience): Teller =>
  (decision, units) => [{ to, kind, params: { unit: actingUnit(decision, units) } }];

type Decided =
  'return_decided' | 'termination_decided' | 'extension_decided' | 'suspension_decided' | 'exclusion_decided';
const decides =
  (kind: Decided, decision: '已同意' | '未同意'): Teller =>
  (made) => {
    const unit = leadBefore(made);
    return unit === null ? [] : [{ to: { unit }, kind, params: { decision } }];
  };

const sentBackBy =
  (by: '单位审签人' | '热线审核'): Teller =>
  (decision) =>
    lead(decision, (unit) => ({
      to: by === '热线审核' ? { unit } : handlersOf(unit),
      kind: 'sent_back',
      params: { by },
    }));

/**
 * Who is told what after which action; names are those of rules §4, so that an action that is only being built finds
 * its line here. What is not listed tells nobody. `set_subject_unit` is left out on purpose: the unit that loses the
 * order by it must not learn why.
 */
/** An order's first extension is a dispatcher's to decide, its second a leader's (rules §4). */
function decidesExtension({ order }: Decision): Role {
  const asked = order.applications.filter((each) => each.kind === 'extension' && each.granted === true).length;
  return deciderOf('extension', asked + 1);
}

const AFTER: Readonly<Record<string, readonly Teller[]>> = {
  ...SUPERVISION_TELLERS,
  dispatch: [toNewLead, toNewCoUnits],
  designate: [toNewLead, toNewCoUnits],
  reassign: [toNewLead],
  add_co_unit: [toNewCoUnits],
  instruct: [
    ({ order }) => (order.state === 'awaiting_dispatch' ? [{ to: DISPATCHERS, kind: 'instructed', params: {} }] : []),
  ],
  request_return: [asks('returned', DISPATCHERS)],
  accept_return: [decides('return_decided', '已同意')],
  reject_return: [decides('return_decided', '未同意')],
  request_extension: [
    (made, units) =>
      asks('extension_requested', decidesExtension(made) === 'leader' ? LEADERS : DISPATCHERS)(made, units),
  ],
  approve_extension: [decides('extension_decided', '已同意')],
  refuse_extension: [decides('extension_decided', '未同意')],
  submit_opinion: [
    (made, units) =>
      lead(made, (unit) => ({
        to: handlersOf(unit),
        kind: 'opinion_submitted',
        params: { unit: actingUnit(made, units) },
      })),
  ],
  reject_reply: [sentBackBy('单位审签人')],
  send_back: [sentBackBy('热线审核')],
  record_callback: [onRedo],
  redo: [onRedo],
  rate: [onRedo],
  urge: [onUrge],
  request_suspension: [asks('suspension_requested', LEADERS)],
  suspend: [decides('suspension_decided', '已同意')],
  refuse_suspension: [decides('suspension_decided', '未同意')],
  request_termination: [asks('termination_requested', DISPATCHERS)],
  request_exclusion: [asks('exclusion_requested', SUPERVISORS)],
  exclude: [decides('exclusion_decided', '已同意')],
  refuse_exclusion: [decides('exclusion_decided', '未同意')],
  terminate: [decides('termination_decided', '已同意')],
  refuse_termination: [decides('termination_decided', '未同意')],
  unmerge: [toNewLead],
  clear_publication: [() => [DISPATCHERS, SUPERVISORS].map((to) => ({ to, kind: 'publication_waiting', params: {} }))],
  group_alert: [
    ({ order, history }) =>
      [DISPATCHERS, SUPERVISORS].map((to) => ({
        to,
        kind: 'group_alert',
        params: { count: String(history.facts.input.callers ?? order.appealCount) },
      })),
  ],
};

/** The notices that follow from an action. Imported cases never cause any (rules §5). */
export function noticesFor(decision: Decision, units: UnitTree): readonly NoticeDraft[] {
  const { order, history } = decision;
  // No imported or generated case ever causes a notice (rules §5).
  if (order.imported || order.quiet) return [];
  const told = (AFTER[history.action] ?? []).flatMap((tell) => tell(decision, units));
  return told.map((each) => ({
    ...each,
    order: { code: order.code, urgency: order.urgency, imported: order.imported },
    key: `${each.kind}:${order.code}:${String(history.seq)}:${audienceCode(each.to)}`,
  }));
}
