import { quoted } from './quote';

describe('quoting an opinion', () => {
  it('puts the words after what is written, and not twice', () => {
    expect(quoted('', '由我局疏导交通。')).toBe('由我局疏导交通。');
    expect(quoted('已修复。\n', '由我局疏导交通。')).toBe('已修复。\n由我局疏导交通。');
    expect(quoted('已修复。\n由我局疏导交通。', '由我局疏导交通。')).toBe('已修复。\n由我局疏导交通。');
    expect(quoted(null, '甲')).toBe('甲');
  });
});
