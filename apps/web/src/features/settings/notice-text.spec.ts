import { readNotice } from './notice-text';

const dates = (text: string, kind: 'off' | 'work'): string[] =>
  readNotice(text, 2027)
    .filter((day) => day.kind === kind)
    .map(({ date, name }) => `${date} ${name}`);

describe('a pasted notice', () => {
  it('is read as it is published', () => {
    const text = `一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、国庆节：9月30日（周四）至10月6日（周三）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`;
    expect(dates(text, 'off').slice(0, 4)).toEqual([
      '2027-01-01 元旦',
      '2027-01-02 元旦',
      '2027-01-03 元旦',
      '2027-02-05 春节',
    ]);
    expect(dates(text, 'off')).toHaveLength(17);
    expect(dates(text, 'work')).toEqual([
      '2027-01-31 春节',
      '2027-02-20 春节',
      '2027-09-26 国庆节',
      '2027-10-09 国庆节',
    ]);
  });

  it('may name the year before, and be one day only', () => {
    expect(dates('元旦：2026年12月31日（周四）至2027年1月2日（周六）放假。', 'off')).toEqual([
      '2026-12-31 元旦',
      '2027-01-01 元旦',
      '2027-01-02 元旦',
    ]);
    expect(dates('清明节：4月5日（周一）放假，与周末连休。', 'off')).toEqual(['2027-04-05 清明节']);
  });

  it('may be written as dates', () => {
    expect(dates('端午节：2027-06-09~2027-06-11放假，2027-06-12上班', 'off')).toHaveLength(3);
    expect(dates('端午节：2027-06-09~2027-06-11放假，2027-06-12上班', 'work')).toEqual(['2027-06-12 端午节']);
  });

  it('leaves out what is no festival', () => {
    expect(readNotice('各省、自治区、直辖市人民政府：\n经国务院批准，现将2027年安排通知如下。', 2027)).toEqual([]);
  });
});
