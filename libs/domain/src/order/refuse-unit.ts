import { DomainError } from '../errors';
import { isComplainedOf } from '../privacy/access';
import { type UnitTree } from '../units/unit-tree';
import { type WorkOrder } from './order';

/** @throws DomainError unknown_unit, subject_unit_excluded (信访工作条例 第三十条): a unit that may never receive the order. */
export function refuseUnit(code: string, order: Pick<WorkOrder, 'subjectUnitCode'>, units: UnitTree): void {
  if (!units.has(code)) throw new DomainError('unknown_unit', { unit: code });
  if (isComplainedOf(code, order, units)) throw new DomainError('subject_unit_excluded', { unit: units.name(code) });
}
