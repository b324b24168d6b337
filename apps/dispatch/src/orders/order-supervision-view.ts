import { type OrderView, sheetLabel } from '@minsheng/contracts';
import { maskText, type RuleContext, type WorkOrder } from '@minsheng/domain';

/** What presses the unit, as readers of the order see it. */
export function supervisionOf(
  order: WorkOrder,
  { context, names }: { readonly context: RuleContext; readonly names: ReadonlyMap<string, string> },
): Pick<OrderView, 'warnings' | 'supervisions'> {
  return {
    warnings: order.warnings.map((each) => ({
      ...each,
      unitName: each.unitCode === null ? null : context.units.name(each.unitCode),
    })),
    // Written for the unit: it reads them of a confidential order too, as it reads `brief`.
    supervisions: order.supervisions.map((each) => ({
      ...each,
      text: maskText(each.text),
      report: each.report === null ? null : maskText(each.report),
      label: sheetLabel(each.kind, each.no),
      byName: names.get(each.by) ?? each.by,
    })),
  };
}
