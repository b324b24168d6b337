import { createHmac, randomBytes } from 'node:crypto';

/** A secret for one gateway: 256 bits that nobody has to type. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}

/** `t=<Unix seconds>,v1=<hex>`: HMAC-SHA256 over `t.body`, so that neither the body nor its time can be changed. */
export function signatureOf(secret: string, body: string, now: Date): string {
  const seconds = String(Math.floor(now.getTime() / 1000));
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}
