import { DefaultNamingStrategy } from 'typeorm';

/** `dueAt` in code is `due_at` in the database, in every table. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    if (customName) return customName;
    return [...prefixes, property].map(snake).join('_');
  }
}

function snake(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
