import { DomainError, formatScope, parseScope, type Scope, type UnitTree } from '@minsheng/domain';

/** A scope as conditions on a row's place: all of those given must hold. */
export interface ScopeFilter {
  /** The row's unit is one of these. */
  readonly units?: readonly string[];
  readonly channel?: string;
  readonly kind?: string;
  readonly categoryCode?: string;
  readonly townshipCode?: string;
}

/** @throws DomainError scope_unknown for text that names no scope, and for a unit that there is not. */
export function readScope(text: string, tree: UnitTree): Scope {
  const scope = parseScope(text);
  const isUnit = scope?.kind === 'unit' || scope?.kind === 'subtree';
  if (!scope || (isUnit && !tree.has(scope.code))) throw new DomainError('scope_unknown', { scope: text });
  return scope;
}

export function filterOf(scope: Scope, tree: UnitTree): ScopeFilter {
  switch (scope.kind) {
    case 'county':
      return {};
    case 'unit':
      return { units: [scope.code] };
    case 'subtree':
      return { units: tree.subtree(scope.code) };
    case 'category':
      return { categoryCode: scope.code };
    case 'township':
      return { townshipCode: scope.code };
    default:
      return { [scope.kind]: scope.code };
  }
}

/** The scopes of the tallies that add up to a scope. */
export function talliesOf(scope: Scope, tree: UnitTree): readonly string[] {
  return scope.kind === 'subtree' ? tree.subtree(scope.code).map((code) => `unit:${code}`) : [formatScope(scope)];
}
