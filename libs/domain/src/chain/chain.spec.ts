import { createHmac } from 'node:crypto';
import { type HistoryRecord } from '../order/order';
import { canonicalText, textDigest } from './canonical';
import { erasedForm } from './index';
import { type ChainKey, type ChainKeys } from './link';
import { chainHistory, checkHistory, type LinkedRow } from './history-chain';

const keyNamed = (id: string): ChainKey => ({
  id,
  digest: (text) => createHmac('sha256', `secret of ${id}`).update(text).digest('hex'),
});
const ring = (...keys: [ChainKey, ...ChainKey[]]): ChainKeys => ({
  current: keys[0],
  byId: (id) => keys.find((key) => key.id === id) ?? null,
});
const key = keyNamed('k1');
const keys = ring(key);
const CODE = '20260301000001';

function step(seq: number, more: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    seq,
    round: 1,
    action: seq === 1 ? 'open' : 'add_note',
    at: new Date(Date.UTC(2026, 2, 1, 1, seq)),
    actor: seq === 1 ? null : 'dispatcher',
    actorRole: seq === 1 ? null : 'dispatcher',
    actorUnit: null,
    fromState: seq === 1 ? null : 'awaiting_dispatch',
    toState: 'awaiting_dispatch',
    facts: { input: { text: `张三家第${String(seq)}次来电` }, before: { dueAt: null }, after: { urgeCount: seq } },
    ...more,
  };
}

interface Stored {
  order: { code: string; seq: number; chainHead: string | null };
  rows: LinkedRow[];
}
/** An order of so many rows, written one after the other as actions come. */
function stored(count: number, by: (seq: number) => ChainKey = () => key): Stored {
  const rows: LinkedRow[] = [];
  let chainHead = '';
  for (let seq = 1; seq <= count; seq += 1) {
    const previous = rows.at(-1)?.link ?? null;
    const { links, head } = chainHistory({ code: CODE, previous }, [step(seq)], by(seq));
    rows.push({ ...step(seq), link: links[0] ?? null });
    chainHead = head;
  }
  return { order: { code: CODE, seq: count, chainHead }, rows };
}
const check = ({ order, rows }: Stored, known: ChainKeys = keys) => checkHistory(order, rows, known);
const edit = ({ order, rows }: Stored, seq: number, more: Partial<LinkedRow>): Stored => ({
  order,
  rows: rows.map((row) => (row.seq === seq ? { ...row, ...more } : row)),
});

describe('a history that is a chain', () => {
  it('holds when nobody touched it, whether its rows were written one by one or together', () => {
    expect(check(stored(5))).toBeNull();
    const steps = [1, 2, 3, 4, 5].map((seq) => step(seq));
    const { links, head } = chainHistory({ code: CODE, previous: null }, steps, key);
    expect(links).toEqual(stored(5).rows.map(({ link }) => link));
    expect(head).toBe(stored(5).order.chainHead);
  });

  const EDITS: readonly Partial<LinkedRow>[] = [
    { round: 2 },
    { action: 'urge' },
    { at: new Date(Date.UTC(2026, 2, 1, 1, 3, 0, 1)) },
    { actor: 'agent' },
    { actor: null },
    { actorRole: 'agent' },
    { actorUnit: 'water' },
    { fromState: 'handling' },
    { toState: 'closed' },
    { facts: { input: { text: '张三家第3次来申' }, before: { dueAt: null }, after: { urgeCount: 3 } } },
    { facts: { input: { text: '张三家第3次来电' }, before: {}, after: { urgeCount: 3 } } },
    { facts: { input: { text: '张三家第3次来电' }, before: { dueAt: null }, after: { urgeCount: '3' } } },
    { link: null },
    { link: 'k1.00' },
  ];
  it.each(EDITS)('names the row in which %j was written', (more) => {
    expect(check(edit(stored(5), 3, more))).toEqual({ seq: 3, damage: 'changed' });
  });

  it('names a row that was taken out, and one whose followers were moved up into its place', () => {
    const { order, rows } = stored(5);
    const without = rows.filter(({ seq }) => seq !== 3);
    expect(check({ order, rows: without })).toEqual({ seq: 3, damage: 'missing' });
    const closed = without.map((row, at) => ({ ...row, seq: at + 1 }));
    expect(check({ order: { ...order, seq: 4 }, rows: closed })).toEqual({ seq: 3, damage: 'changed' });
  });

  it('names a row that was put in', () => {
    const { order, rows } = stored(4);
    const at3 = { ...step(3), link: rows[2]?.link ?? null };
    const moved = rows.slice(2).map((row) => ({ ...row, seq: row.seq + 1 }));
    const more = { order: { ...order, seq: 5 }, rows: [...rows.slice(0, 2), { ...at3, round: 9 }, ...moved] };
    expect(check(more)).toEqual({ seq: 3, damage: 'changed' });
    expect(check({ order, rows: [...rows, { ...step(5), link: rows[3]?.link ?? null }] })).toMatchObject({ seq: 5 });
  });

  it('names the first row that was cut off, and sees it when the order was set back as well', () => {
    const { order, rows } = stored(5);
    const cut = rows.slice(0, 3);
    expect(check({ order, rows: cut })).toEqual({ seq: 4, damage: 'cut' });
    for (const chainHead of [order.chainHead, cut[2]?.link ?? null, null]) {
      expect(check({ order: { code: CODE, seq: 3, chainHead }, rows: cut })).toEqual({ seq: 3, damage: 'head' });
    }
    expect(check({ order, rows: [] })).toEqual({ seq: 1, damage: 'cut' });
  });

  it("does not take another order's rows for its own", () => {
    const { order, rows } = stored(3);
    expect(check({ order: { ...order, code: '20260301000002' }, rows })).toEqual({ seq: 1, damage: 'changed' });
  });

  it('still holds after the key was changed, and not without the old one', () => {
    const younger = keyNamed('k2');
    const changed = stored(6, (seq) => (seq < 4 ? key : younger));
    expect(check(changed, ring(younger, key))).toBeNull();
    expect(check(changed, ring(younger))).toEqual({ seq: 1, damage: 'changed' });
  });

  it('still holds when a text was erased to its digest, and not when it was replaced by another digest', () => {
    const whole = stored(4);
    const text = '张三家第2次来电';
    const erased = (value: unknown): Stored =>
      edit(whole, 2, { facts: { input: { text: value }, before: { dueAt: null }, after: { urgeCount: 2 } } });
    expect(check(erased(erasedForm(text, key.digest)))).toBeNull();
    expect(check(erased(erasedForm('别的话', key.digest)))).toEqual({ seq: 2, damage: 'changed' });
    expect(check(erased({ erased: '' }))).toEqual({ seq: 2, damage: 'changed' });
  });
});

describe('the canonical spelling', () => {
  const spell = (value: unknown): string => canonicalText(value, key.digest);

  it('is the same before and after the database, and for every order of the keys', () => {
    const value = { b: [1, { z: null, y: undefined }], a: new Date(0), text: '水管"爆裂"\n𠮷', no: undefined, n: -0 };
    expect(spell(value)).toBe(spell(JSON.parse(JSON.stringify(value))));
    expect(spell({ a: 1, b: 2 })).toBe(spell({ b: 2, a: 1 }));
    expect(spell([1, 2])).not.toBe(spell([2, 1]));
  });

  it('holds no text of anybody in clear', () => {
    const spelt = spell({ note: '找李四', phone: '13800000000', code: 'closed', at: '2026-03-01T01:00:00.000Z', n: 7 });
    for (const text of ['李四', '138', 'closed']) expect(spelt).not.toContain(text);
    expect(spelt).toContain('2026-03-01T01:00:00.000Z');
  });

  it('does not take a text for the digest of another', () => {
    expect(spell(`~${textDigest('x', key.digest)}`)).not.toBe(spell('x'));
    expect(spell({ erased: 'x' })).not.toBe(spell('x'));
    expect(spell({ erased: textDigest('x', key.digest), more: 1 })).not.toBe(spell('x'));
  });
});
