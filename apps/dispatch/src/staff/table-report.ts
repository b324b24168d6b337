import { type InitialPassword, type TableLine, type TableReport, type TableStatus } from '@minsheng/contracts';
import { DomainError } from '@minsheng/domain';

/**
 * The answer to a table file.
 * @throws DomainError table_has_problems: it was to be stored and a row is wrong; every line is in the details
 */
export function tableReport(
  lines: readonly TableLine[],
  apply: boolean,
  passwords: readonly InitialPassword[] = [],
): TableReport {
  const count = (status: TableStatus): number => lines.filter((line) => line.status === status).length;
  const counts = { create: count('create'), change: count('change'), unchanged: count('unchanged'), bad: count('bad') };
  if (apply && counts.bad > 0)
    throw new DomainError('table_has_problems', { count: counts.bad }, { lines: [...lines] });
  return { applied: apply, counts, lines: [...lines], passwords: [...passwords] };
}
