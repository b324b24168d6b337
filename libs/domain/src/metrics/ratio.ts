/** The only division of the product: nothing to divide by gives null, shown as “—”, never 0 % or 100 % (rules §6). */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
