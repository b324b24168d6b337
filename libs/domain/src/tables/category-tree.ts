import { DomainError } from '../errors';

/** Matters have at most so many levels (rules: tree of matters, three levels). */
export const CATEGORY_LEVELS = 3;
export const CATEGORY_CODE = /^[A-Za-z0-9_]{1,40}$/;

export interface CategoryNode {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly retired: boolean;
}

/** The tree of matters, and whether a change leaves it a tree. */
export class CategoryOutline {
  private readonly byCode: Map<string, CategoryNode>;

  constructor(nodes: readonly CategoryNode[]) {
    this.byCode = new Map(nodes.map((node) => [node.code, node]));
  }

  get(code: string): CategoryNode | undefined {
    return this.byCode.get(code);
  }

  /**
   * The tree after a category was added, renamed, moved, retired or brought back.
   * @throws DomainError category_parent, category_cycle, category_depth, category_has_children
   */
  with(node: CategoryNode): CategoryOutline {
    const next = new CategoryOutline([...this.byCode.values()].filter(({ code }) => code !== node.code).concat(node));
    next.refuseMisfit(node);
    return next;
  }

  private refuseMisfit({ code, parentCode, retired }: CategoryNode): void {
    if (parentCode !== null) {
      const parent = this.get(parentCode);
      if (!parent || (parent.retired && !retired)) throw new DomainError('category_parent', { category: parentCode });
    }
    const depth = this.depth(code);
    if (depth === null) throw new DomainError('category_cycle', { category: code });
    if (depth + this.height(code) - 1 > CATEGORY_LEVELS) {
      throw new DomainError('category_depth', { category: code, levels: CATEGORY_LEVELS });
    }
    if (retired && this.children(code).some((child) => !child.retired)) {
      throw new DomainError('category_has_children', { category: code });
    }
  }

  /** 1 for a top level; null where the way up comes back to where it began. */
  private depth(code: string): number | null {
    let at = this.get(code);
    for (let depth = 1; depth <= this.byCode.size; depth += 1) {
      if (!at || at.parentCode === null) return depth;
      if (at.parentCode === code) return null;
      at = this.get(at.parentCode);
    }
    return null;
  }

  private height(code: string): number {
    return 1 + Math.max(0, ...this.children(code).map((child) => this.height(child.code)));
  }

  private children(code: string): CategoryNode[] {
    return [...this.byCode.values()].filter(({ parentCode }) => parentCode === code);
  }
}

/** One line of a table file, already found to be well-formed or not. */
export interface CategoryLine {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

/** What loading a table file would do; nothing is done while there are problems. */
export interface CategoryPlan {
  readonly create: readonly CategoryLine[];
  readonly change: readonly CategoryLine[];
  readonly unchanged: number;
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

/** Judges a table of categories line by line; parents may stand above or below their children. */
export function planCategories(lines: readonly CategoryLine[], known: readonly CategoryNode[]): CategoryPlan {
  const problems: { line: number; problem: string }[] = [];
  const create: CategoryLine[] = [];
  const change: CategoryLine[] = [];
  const [before, seen] = [new Map(known.map((node) => [node.code, node])), new Set<string>()];
  let unchanged = 0;
  let tree = new CategoryOutline(known);
  const wellFormed = lines.filter((line) => {
    const problem = lineProblem(line, seen);
    if (problem === null) seen.add(line.code);
    else problems.push({ line: line.line, problem });
    return problem === null;
  });
  for (const line of parentsFirst(wellFormed)) {
    const old = before.get(line.code);
    if (old && old.name === line.name && old.parentCode === line.parentCode) {
      unchanged += 1;
      continue;
    }
    try {
      const { code, name, parentCode } = line;
      tree = tree.with({ code, name, parentCode, retired: old?.retired ?? false });
      (old ? change : create).push(line);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push({ line: line.line, problem: error.message });
    }
  }
  return { create, change, unchanged, problems: problems.sort((a, b) => a.line - b.line) };
}

function lineProblem({ code, name }: CategoryLine, seen: ReadonlySet<string>): string | null {
  if (!CATEGORY_CODE.test(code)) return `编码“${code}”只能含字母、数字、下划线，最多 40 个`;
  if (seen.has(code)) return `编码“${code}”在表中重复`;
  if (name.length < 1 || name.length > 60) return '名称须为 1–60 个字';
  return null;
}

function parentsFirst(lines: readonly CategoryLine[]): CategoryLine[] {
  const byCode = new Map(lines.map((line) => [line.code, line]));
  const sorted = new Set<CategoryLine>();
  const add = (line: CategoryLine, path: ReadonlySet<string>): void => {
    const parent = line.parentCode === null ? undefined : byCode.get(line.parentCode);
    if (parent && !path.has(parent.code)) add(parent, new Set([...path, line.code]));
    sorted.add(line);
  };
  for (const line of lines) add(line, new Set());
  return [...sorted];
}
