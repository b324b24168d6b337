import { type WorkOrder } from './order';
import { type OrderRules } from './order-rules';

/** FNV-1a: spreads the codes of a day evenly. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}

/**
 * Whether a case belongs to those that are called back (rules §4: all, unless the channel's share says less). The same
 * case always gets the same answer; the appeal's code is known to the hotline, not to the unit that could speculate on it.
 */
export function isSampled(order: Pick<WorkOrder, 'channel' | 'appealCode'>, rules: OrderRules): boolean {
  const percent = rules.callback.percentByChannel[order.channel] ?? 100;
  return percent >= 100 || spread(order.appealCode) % 100 < percent;
}
