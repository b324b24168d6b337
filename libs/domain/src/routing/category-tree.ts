/** A category of matters as the directory needs it. */
export interface Category {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

/** The categories as an immutable value. A parent that is not there yet ends the path: events come in no order. */
export class CategoryTree {
  private readonly byCode: ReadonlyMap<string, Category>;
  private readonly children = new Map<string, string[]>();

  constructor(categories: readonly Category[]) {
    this.byCode = new Map(categories.map((category) => [category.code, category]));
    for (const { code, parentCode } of categories) {
      if (parentCode !== null) this.children.set(parentCode, [...(this.children.get(parentCode) ?? []), code]);
    }
  }

  /** Nothing is known yet: intake has not told of any. */
  get isEmpty(): boolean {
    return this.byCode.size === 0;
  }

  has(code: string): boolean {
    return this.byCode.has(code);
  }

  /** The category itself, then its parents upwards; never longer than the tree, whatever stands in it. */
  chain(code: string | null): readonly string[] {
    const path: string[] = [];
    for (let at = code; at !== null && !path.includes(at); at = this.byCode.get(at)?.parentCode ?? null) path.push(at);
    return path;
  }

  /** “市政设施 / 路灯”: the whole path, or the code itself for a category that is not there. */
  path(code: string): string {
    const names = this.chain(code).map((each) => this.byCode.get(each)?.name ?? each);
    return names.reverse().join(' / ');
  }

  /** The category itself and everything below it. */
  subtree(code: string): readonly string[] {
    const found = [code];
    for (let i = 0; i < found.length; i += 1) {
      for (const child of this.children.get(found[i] ?? '') ?? []) if (!found.includes(child)) found.push(child);
    }
    return found;
  }
}
