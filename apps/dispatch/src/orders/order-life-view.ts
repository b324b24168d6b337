import { type ApplicationView, type OrderView } from '@minsheng/contracts';
import {
  deciderOf,
  dueIfGranted,
  isOpen,
  lampOf,
  maskText,
  numberOf,
  type RuleContext,
  type WorkOrder,
} from '@minsheng/domain';

type Life = Pick<
  OrderView,
  | 'coWork'
  | 'proposal'
  | 'instructionChain'
  | 'instructions'
  | 'applications'
  | 'dueIfGranted'
  | 'pause'
  | 'suspension'
  | 'terminationReason'
>;

interface LifeParts {
  readonly context: RuleContext;
  readonly names: ReadonlyMap<string, string>;
}

const masked = (text: string | null): string | null => (text === null ? null : maskText(text));

/** What happens to an order between dispatch and reply, with people called by name; `hidden` as on the page itself. */
export function lifeOf(order: WorkOrder, parts: LifeParts, hidden: boolean): Life {
  const name = (username: string): string => parts.names.get(username) ?? username;
  return {
    coWork: coWorkOf(order, parts, name),
    proposal: hidden ? null : masked(order.proposal),
    instructionChain: [...order.instructionChain],
    instructions: hidden
      ? []
      : order.instructions.map((each) => ({ ...each, text: maskText(each.text), byName: name(each.by) })),
    applications: applicationsOf(order, name),
    dueIfGranted: dueIfGranted(order, parts.context)?.toISOString() ?? null,
    pause: order.pause && { ...order.pause, byName: name(order.pause.by) },
    suspension: order.suspension && { ...order.suspension, byName: name(order.suspension.by) },
    terminationReason: order.terminationReason,
  };
}

/** A co-unit's lamp burns like the lead's: until it has given its opinion, while its opinion can still be used. */
function coWorkOf(order: WorkOrder, { context }: LifeParts, name: (username: string) => string): OrderView['coWork'] {
  const { now, calendar, units } = context;
  return order.coWork.map((each) => {
    const open = each.opinion === null && order.repliedAt === null && isOpen(order.state);
    const [startAt, dueAt] = [new Date(each.addedAt), each.dueAt === null ? null : new Date(each.dueAt)];
    return {
      ...each,
      opinion: masked(each.opinion),
      unitName: units.name(each.unitCode),
      opinionByName: each.opinionBy === null ? null : name(each.opinionBy),
      lamp: lampOf({ open, startAt, dueAt }, now, calendar),
    };
  });
}

function applicationsOf(order: WorkOrder, name: (username: string) => string): ApplicationView[] {
  return order.applications.map((each) => {
    const number = numberOf(each, order);
    return {
      ...each,
      reason: masked(each.reason),
      basis: masked(each.basis),
      note: masked(each.note),
      number,
      decider: deciderOf(each.kind, number),
      byName: name(each.by),
      decidedByName: each.decidedBy === null ? null : name(each.decidedBy),
    };
  });
}
