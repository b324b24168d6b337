import { UnitTree } from '@minsheng/domain';
import { DEMO_UNITS } from '../demo/county';
import { type BadLine, type ImportLine, isBad, parseImportLine } from './import-line';

const CONTEXT = { now: new Date('2026-01-01T00:00:00Z'), units: new UnitTree(DEMO_UNITS) };
const GOOD = {
  id: 165105,
  receivedAt: '2018-03-05T09:30:00+08:00',
  subject: '路灯不亮',
  body: '村口路灯坏了半个月。',
};
const REPLIED = { ...GOOD, reply: '已修复。', repliedAt: '2018-03-08T10:00:00+08:00' };

function parse(value: unknown): ImportLine | BadLine {
  return parseImportLine(typeof value === 'string' ? value : JSON.stringify(value), 7, CONTEXT);
}

function reason(value: unknown): string {
  const line = parse(value);
  if (!isBad(line)) throw new Error('the line was accepted');
  expect(line.number).toBe(7);
  return line.reason;
}

function accepted(value: unknown): ImportLine {
  const line = parse(value);
  if (isBad(line)) throw new Error(line.reason);
  return line;
}

describe('an import line', () => {
  it('without kind, unit and reply is `other`, of no unit, unanswered', () => {
    const line = accepted(GOOD);
    expect(line).toMatchObject({ id: '165105', kind: 'other', unitCode: null, reply: null, user: null });
    expect(line.receivedAt.toISOString()).toBe('2018-03-05T01:30:00.000Z');
  });

  it('takes kind, unit and reply where they are given', () => {
    const line = accepted({ ...REPLIED, kind: 'complaint', unit: 'housing', user: 'U1' });
    expect(line).toMatchObject({ kind: 'complaint', unitCode: 'housing', user: 'U1', reply: { text: '已修复。' } });
  });

  it('takes null and the empty text of an optional field as absent', () => {
    expect(accepted({ ...GOOD, reply: null, repliedAt: '', unit: null, kind: '' }).kind).toBe('other');
  });

  it('may be answered in the second it came', () => {
    expect(accepted({ ...REPLIED, repliedAt: GOOD.receivedAt }).reply?.at).toEqual(accepted(GOOD).receivedAt);
  });

  it.each([
    ['no JSON', '{"id":1', 'JSON'],
    ['a list', '[1]', 'JSON 对象'],
    ['no id', { ...GOOD, id: undefined }, 'id'],
    ['a fraction for an id', { ...GOOD, id: 1.5 }, 'id'],
    ['no subject', { ...GOOD, subject: ' ' }, 'subject'],
    ['no body', { ...GOOD, body: undefined }, 'body'],
    ['a number for a body', { ...GOOD, body: 5 }, 'body'],
    ['no time', { ...GOOD, receivedAt: undefined }, 'receivedAt'],
    ['an unreadable time', { ...GOOD, receivedAt: '去年' }, '无法识别'],
    ['a time without zone', { ...GOOD, receivedAt: '2018-03-05T09:30:00' }, '无法识别'],
    ['a 30th of February', { ...GOOD, receivedAt: '2018-02-30T09:30:00+08:00' }, '无法识别'],
    ['a 25th hour', { ...GOOD, receivedAt: '2018-02-03T25:30:00+08:00' }, '无法识别'],
    ['a future time', { ...GOOD, receivedAt: '2026-01-01T08:00:01+08:00' }, '晚于现在'],
    ['a future reply', { ...REPLIED, repliedAt: '2030-01-01T08:00:00+08:00' }, '晚于现在'],
    ['a time before all calendars', { ...GOOD, receivedAt: '1901-03-05T09:30:00+08:00' }, '早于'],
    ['a reply without its time', { ...REPLIED, repliedAt: undefined }, '没有答复时间'],
    ['a time without its reply', { ...REPLIED, reply: '' }, '没有答复（reply）'],
    ['a reply before the letter', { ...REPLIED, repliedAt: '2018-03-05T09:29:59+08:00' }, '早于收到时间'],
    ['an unknown kind', { ...GOOD, kind: 'petition' }, 'petition'],
    ['an unknown unit', { ...GOOD, unit: 'nobody' }, 'nobody'],
  ])('is bad with %s', (_name, value, words) => {
    expect(reason(value)).toContain(words);
  });

  it('has the same digest for the same content, another for any other', () => {
    const digest = accepted(REPLIED).digest;
    const sameInstant = { ...REPLIED, receivedAt: '2018-03-05T01:30:00Z', kind: 'other' };
    expect(accepted(sameInstant).digest).toBe(digest);
    for (const other of [
      { subject: '路灯' },
      { body: '别的' },
      { unit: 'housing' },
      { kind: 'help' },
      { reply: '修了' },
      { user: 'x' },
      { repliedAt: '2018-03-09T10:00:00+08:00' },
    ]) {
      expect(accepted({ ...REPLIED, ...other }).digest).not.toBe(digest);
    }
  });
});
