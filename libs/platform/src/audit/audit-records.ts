import { type ChainKey, type ChainRecord, linkOf, spellInstant } from '@minsheng/domain';

/** What a line says, whoever stored it and wherever it stands. */
interface Line {
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function lineRecord({ at, actor, action, object, details }: Line): ChainRecord {
  return { fixed: ['audit', spellInstant(at), actor, action, object], open: details };
}

/** Made when the line is written: from then on nobody can change it unnoticed, sealed or not. */
export function stampOf(line: Line, key: ChainKey): string {
  return linkOf(key, null, lineRecord(line));
}

/** Made when the line gets its place in the chain; the stamp stands for what the line says. */
export function sealRecord({
  id,
  position,
  stamp,
}: {
  id: number;
  position: number;
  stamp: string | null;
}): ChainRecord {
  return { fixed: ['sealed', position, id, stamp], open: null };
}
