import { DomainError } from '../errors';

interface Mistake {
  readonly field: string;
  readonly message: string;
}

/**
 * Reads a table that somebody typed, and gathers everything that is wrong with it, each by field with what is allowed:
 * an administrator mends thirty cells in one go and not one by one. A wrong value reads as a stand-in until `finish`.
 */
export class TableCheck {
  private readonly mistakes: Mistake[] = [];

  say(field: string, message: string): void {
    this.mistakes.push({ field, message });
  }

  /** @throws DomainError setting_refused with every field that is wrong */
  finish(): void {
    const [first] = this.mistakes;
    if (!first) return;
    const params = { field: first.field, reason: first.message };
    throw new DomainError('setting_refused', params, { fields: this.mistakes.slice(0, 100) });
  }

  object(value: unknown, field: string): Readonly<Record<string, unknown>> {
    if (isObject(value)) return value;
    this.say(field, '须为对象');
    return {};
  }

  list(value: unknown, field: string, most: number): readonly unknown[] {
    if (!Array.isArray(value)) {
      this.say(field, '须为列表');
      return [];
    }
    if (value.length > most) this.say(field, `最多 ${String(most)} 行`);
    return value.slice(0, most);
  }

  text(value: unknown, field: string, { min = 1, max }: { min?: number; max: number }): string {
    const text = typeof value === 'string' ? value.trim() : '';
    if (typeof value !== 'string' || text.length < min || text.length > max) {
      this.say(field, `须为 ${String(min)}–${String(max)} 个字`);
    }
    return text;
  }

  pattern(value: unknown, field: string, { form, allowed }: { form: RegExp; allowed: string }): string {
    if (typeof value === 'string' && form.test(value)) return value;
    this.say(field, allowed);
    return '';
  }

  int(value: unknown, field: string, [low, high]: readonly [number, number]): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
    this.say(field, `须为 ${String(low)}–${String(high)} 的整数`);
    return low;
  }

  bool(value: unknown, field: string): boolean {
    if (typeof value !== 'boolean') this.say(field, '只能是“是”或“否”');
    return value === true;
  }

  choice<T extends string>(value: unknown, field: string, allowed: readonly T[]): T {
    const found = allowed.find((word) => word === value);
    if (found !== undefined) return found;
    this.say(field, `只能是 ${allowed.join('、')}`);
    return allowed[0] as T;
  }

  /** Words of a vocabulary, each at most once. */
  choices<T extends string>(value: unknown, field: string, allowed: readonly T[]): T[] {
    const words = this.list(value, field, allowed.length).map((word) => this.choice(word, field, allowed));
    if (new Set(words).size !== words.length) this.say(field, '不能重复');
    return words;
  }

  /** Every key occurs once. */
  unique(keys: readonly string[], field: string): void {
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) this.say(field, `“${twice}”重复`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
