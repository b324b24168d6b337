import { type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { type ScopeFilter } from './scope-filter';

/** Adds a scope's conditions to a query on rows with a place; `unitColumn` names the one that holds the unit. */
export function whereScope<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  filter: ScopeFilter,
  unitColumn: 'unitCode' | 'leadUnitCode' | null = 'unitCode',
): SelectQueryBuilder<E> {
  const alias = query.alias;
  if (filter.units && unitColumn) query.andWhere(`${alias}.${unitColumn} IN (:...units)`, { units: filter.units });
  if (filter.channel) query.andWhere(`${alias}.channel = :channel`, { channel: filter.channel });
  if (filter.kind) query.andWhere(`${alias}.kind = :kind`, { kind: filter.kind });
  if (filter.categoryCode) query.andWhere(`${alias}.categoryCode = :category`, { category: filter.categoryCode });
  if (filter.townshipCode) query.andWhere(`${alias}.townshipCode = :township`, { township: filter.townshipCode });
  return query;
}
