import { contains, pairs, queryWords, searchable } from './search-text';

describe('what a text is searched by', () => {
  it('makes full width and capitals alike and lets punctuation part words', () => {
    expect(searchable('幸福路（ＡＢ１２）-水管！Abc')).toBe('幸福路 ab12 水管 abc');
  });

  it('folds characters the way it is told to', () => {
    expect(searchable('路燈', (text) => text.replaceAll('燈', '灯'))).toBe('路灯');
  });

  it('pairs every character with the next and keeps the last alone', () => {
    expect(pairs('ab')).toEqual([
      [97, 98],
      [98, 0],
    ]);
  });

  it('takes no more of a query than anybody types', () => {
    expect(queryWords('a b c d e f g h')).toHaveLength(6);
    expect(queryWords('水'.repeat(100))).toEqual(['水'.repeat(40)]);
  });

  it('finds a text that has every word of the query', () => {
    expect(contains('水管爆裂', '爆裂 水管')).toBe(true);
    expect(contains('水管，爆裂', '管爆')).toBe(false);
    expect(contains('水管', '，')).toBe(false);
  });
});
