import { isLinkOf, linkOf } from '@minsheng/domain';
import { ChainKeyRing } from './chain-key-ring';
import { Sealer } from './sealer';

const OLD = 'o'.repeat(40);
const NEW = 'n'.repeat(40);
const record = { fixed: ['order', 1, null], open: { text: '张三' } };
const ringOf = (secret: string, ...old: string[]): ChainKeyRing => new ChainKeyRing(new Sealer(secret, old));

describe('the keys of chains', () => {
  it('make the same links in every process that has the same secret, and others under another', () => {
    expect(linkOf(ringOf(OLD).current, null, record)).toBe(linkOf(ringOf(OLD).current, null, record));
    expect(linkOf(ringOf(NEW).current, null, record)).not.toBe(linkOf(ringOf(OLD).current, null, record));
  });

  it('still hold an old link after the secret was changed, as long as the old one is known', () => {
    const link = linkOf(ringOf(OLD).current, null, record);
    expect(isLinkOf(link, null, { record, keys: ringOf(NEW, OLD) })).toBe(true);
    expect(isLinkOf(link, null, { record, keys: ringOf(NEW) })).toBe(false);
    expect(linkOf(ringOf(NEW, OLD).current, null, record)).toBe(linkOf(ringOf(NEW).current, null, record));
  });

  it('remember digests without mixing them up', () => {
    const { digest } = ringOf(NEW).current;
    for (const text of ['closed', 'x'.repeat(100)]) expect(digest(text)).toBe(digest(text));
    expect(digest('closed')).toMatch(/^[0-9a-f]{64}$/);
    expect(digest('closed')).not.toBe(digest('handling'));
  });
});
