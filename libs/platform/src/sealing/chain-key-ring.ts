import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ChainKey, type ChainKeys } from '@minsheng/domain';
import { Sealer } from './sealer';

/** Digests of codes come again and again; a text longer than this hardly does. */
const SHORT = 48;
const MOST_KEPT = 20_000;

/**
 * The keys of chains: derived from the same secrets as the sealing, for this purpose alone. Links are made with the
 * current one; a link made before a rotation names its own, which `SECRET_KEYS_OLD` keeps.
 */
@Injectable()
export class ChainKeyRing implements ChainKeys {
  readonly current: ChainKey;
  private readonly known: ReadonlyMap<string, ChainKey>;

  constructor(sealer: Sealer) {
    const keys = sealer.deriveKeys('chain').map(({ id, key }) => chainKey(id, Buffer.from(key, 'hex')));
    const [current] = keys;
    if (!current) throw new Error('no secret to make links with');
    this.current = current;
    this.known = new Map([...keys].reverse().map((key) => [key.id, key]));
  }

  byId(id: string): ChainKey | null {
    return this.known.get(id) ?? null;
  }
}

/** HMAC-SHA256, hex. Digests of short texts are remembered: most leaves of a history row are codes. */
function chainKey(id: string, key: Buffer): ChainKey {
  const kept = new Map<string, string>();
  const make = (text: string): string => createHmac('sha256', key).update(text).digest('hex');
  const digest = (text: string): string => {
    if (text.length > SHORT) return make(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, made);
    return made;
  };
  return { id, digest };
}
