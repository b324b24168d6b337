import { APPLICATION_KIND_LABELS, STATE_LABELS } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { readerUnits } from '../privacy/access';
import { type UnitTree } from '../units/unit-tree';
import { isOpen, isWithUnit, type WorkOrder } from '../order/order';
import { type RuleContext } from '../order/rule-context';

/**
 * Whether an order may be merged into any other at all: nothing that it owes or waits for may vanish in the merge.
 * @throws DomainError merge_has_children, merge_replied, merge_return_pending, merge_paused, merge_pending
 */
export function mayBeMerged(order: WorkOrder): void {
  if (order.followerCount > 0) throw new DomainError('merge_has_children', { count: order.followerCount });
  if (order.state === 'return_pending') throw new DomainError('merge_return_pending');
  if (order.state === 'suspended' || order.pause) throw new DomainError('merge_paused', { order: order.code });
  if (['awaiting_unit_review', 'awaiting_center_review', 'awaiting_callback'].includes(order.state)) {
    throw new DomainError('merge_replied');
  }
  const pending = order.applications.find((each) => each.decidedAt === null);
  if (pending) throw new DomainError('merge_pending', { kind: APPLICATION_KIND_LABELS[pending.kind] });
}

/** The order to merge into. @throws DomainError with what would be allowed instead */
export function refuseParent(child: WorkOrder, code: string, { parent, units }: RuleContext): WorkOrder {
  if (code === child.code) throw new DomainError('merge_self');
  if (parent?.code !== code) throw new DomainError('merge_parent_missing', { order: code });
  refuseParentState(parent);
  if (child.confidential !== parent.confidential) throw new DomainError('merge_confidential');
  const instructed = parent.state === 'awaiting_instruction' || parent.instructions.length > 0;
  if (child.state === 'awaiting_instruction' && !instructed) throw new DomainError('merge_instruction');
  const isBehind = isWithUnit(child.state) && !isWithUnit(parent.state);
  if (isBehind || (child.dueAt !== null && parent.dueAt === null)) {
    throw new DomainError('merge_not_dispatched', { order: code });
  }
  refuseSubjects(child, parent, units);
  return parent;
}

function refuseParentState({ code: order, follows, mergedInto, state, repliedAt, pause }: WorkOrder): void {
  if (follows) throw new DomainError('merge_parent_follows', { order, main: mergedInto ?? '' });
  if (!isOpen(state)) throw new DomainError('merge_parent_closed', { order, state: STATE_LABELS[state] });
  if (repliedAt !== null || state === 'awaiting_callback') throw new DomainError('merge_parent_replied', { order });
  if (state === 'suspended' || pause) throw new DomainError('merge_paused', { order });
}

/**
 * Neither order may come to be read through the other by the unit that one of them complains of (信访工作条例 第三十条). An
 * order keeps away from one unit and those below it: the merged order has to keep away from both complaints with one.
 */
function refuseSubjects(child: WorkOrder, parent: WorkOrder, units: UnitTree): void {
  const [mine, theirs] = [child.subjectUnitCode, parent.subjectUnitCode];
  const isCovered = mine === null || theirs === null || units.isWithin(mine, theirs);
  const isSafe = isCovered && !canRead(mine, parent, units) && !canRead(theirs, child, units);
  if (!isSafe) throw new DomainError('merge_subject_unit');
}

/** Staff of the unit complained of, or of one below it, may read the order. */
export function canRead(subjectUnitCode: string | null, order: WorkOrder, units: UnitTree): boolean {
  return subjectUnitCode !== null && readerUnits(order, units).some((code) => units.isWithin(code, subjectUnitCode));
}
