import { ChineseFolding } from './chinese-folding';

describe('folding for search', () => {
  const folding = new ChineseFolding();

  it('makes traditional and simplified the same, letter by letter', () => {
    expect(folding.fold('鹽池縣長信箱辦復率')).toBe('盐池县长信箱办复率');
    expect(folding.fold('路灯不亮 A3区')).toBe('路灯不亮 A3区');
  });

  it('folds a part as it folds the whole, so that a query is found in its document', () => {
    const text = '關於乾坤路頭髮館門前積水';
    for (let from = 0; from < text.length - 1; from += 1) {
      expect(folding.fold(text)).toContain(folding.fold(text.slice(from, from + 2)));
    }
  });
});
