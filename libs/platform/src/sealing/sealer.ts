import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 's1';

interface Keys {
  readonly id: string;
  readonly seal: Buffer;
  readonly index: Buffer;
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'minsheng', purpose, 32));
}

function keysOf(secret: string): Keys {
  return {
    id: createHash('sha256').update(`minsheng-key-id:${secret}`).digest('hex').slice(0, 8),
    seal: derive(secret, 'seal'),
    index: derive(secret, 'index'),
  };
}

/**
 * Encrypts personal data at rest (AES-256-GCM) and makes keyed hashes for exact search (rules §9). Sealed texts name
 * their key, so that keys can be rotated: old ones only open.
 */
export class Sealer {
  private readonly current: Keys;
  private readonly byId = new Map<string, Keys>();

  constructor(
    private readonly secret: string,
    private readonly oldSecrets: readonly string[] = [],
  ) {
    this.current = keysOf(secret);
    for (const keys of [this.current, ...oldSecrets.map(keysOf)]) this.byId.set(keys.id, keys);
  }

  seal(text: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.current.seal, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${VERSION}.${this.current.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** @throws Error when the text was not sealed with a known key, or was changed. */
  open(sealed: string): string {
    const [version, id = '', body = ''] = sealed.split('.');
    const keys = this.byId.get(id);
    if (version !== VERSION || !keys) throw new Error('sealed with an unknown key');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keys.seal, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }

  sealOrNull(text: string | null | undefined): string | null {
    return text === null || text === undefined || text === '' ? null : this.seal(text);
  }

  openOrNull(sealed: string | null): string | null {
    return sealed === null ? null : this.open(sealed);
  }

  /** Keyed hash for exact search; the same text gives the same hash under the same key. */
  hash(text: string): string {
    return createHmac('sha256', this.current.index).update(text).digest('hex');
  }

  /** Hashes under every known key: what a search compares with while keys rotate. */
  hashes(text: string): readonly string[] {
    return [...this.byId.values()].map((keys) => createHmac('sha256', keys.index).update(text).digest('hex'));
  }

  /** A key for another purpose (tokens, chains), derived from the same secret. */
  deriveKey(purpose: string): string {
    return derive(this.secret, purpose).toString('hex');
  }

  /** The same under every known secret, each with the name of its secret; the current one first. */
  deriveKeys(purpose: string): readonly { readonly id: string; readonly key: string }[] {
    return [this.secret, ...this.oldSecrets].map((secret) => ({
      id: keysOf(secret).id,
      key: derive(secret, purpose).toString('hex'),
    }));
  }
}
