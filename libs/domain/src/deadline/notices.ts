import { type CivilDate, toCivilDate, toDayNumber } from './civil-date';

/** A day that is not what its weekday says: a weekday off, or a weekend day worked. */
export interface CalendarException {
  date: CivilDate;
  kind: 'off' | 'work';
  /** The festival, e.g. 国庆节. */
  name: string;
  /** The notice's number, or the county's own document for an overlay. */
  source: string;
}

/** One notice of the State Council, with every exception that it sets. */
export interface HolidayNotice {
  year: number;
  number: string;
  title: string;
  exceptions: readonly CalendarException[];
}

/** Festival, days off (`first~last`), make-up days worked; a date without a year is in the notice's year. */
type Festival = readonly [name: string, off: string, work?: string];

function expand(year: number, text: string): CivilDate[] {
  const full = (date: string): CivilDate => (date.length > 5 ? date : `${year}-${date}`);
  return text.split(' ').flatMap((part) => {
    const [first = '', last = first] = part.split('~');
    const [from, to] = [toDayNumber(full(first)), toDayNumber(full(last))];
    return Array.from({ length: to - from + 1 }, (_, index) => toCivilDate(from + index));
  });
}

function notice(year: number, number: string, festivals: readonly Festival[], title?: string): HolidayNotice {
  const days = (kind: 'off' | 'work', name: string, text: string | undefined): CalendarException[] =>
    text ? expand(year, text).map((date) => ({ date, kind, name, source: number })) : [];
  return {
    year,
    number,
    title: title ?? `国务院办公厅关于${year}年部分节假日安排的通知`,
    exceptions: festivals.flatMap(([name, off, work]) => [...days('off', name, off), ...days('work', name, work)]),
  };
}

const [NEW_YEAR, SPRING, TOMB_SWEEPING] = ['元旦', '春节', '清明节'];
const [LABOUR, DRAGON_BOAT, MID_AUTUMN, NATIONAL] = ['劳动节', '端午节', '中秋节', '国庆节'];
const MID_AUTUMN_NATIONAL = '中秋节、国庆节';
const NATIONAL_MID_AUTUMN = '国庆节、中秋节';

/**
 * The notices as finally in force: where one amends another (2015-09-03, Labour Day 2019, Spring Festival 2020) the
 * dates stand under the amendment and not under the notice amended, so that no date appears twice.
 */
export const SHIPPED_NOTICES: readonly HolidayNotice[] = [
  notice(2011, '国办发明电〔2010〕40号', [
    [NEW_YEAR, '01-01~01-03'],
    [SPRING, '02-02~02-08', '01-30 02-12'],
    [TOMB_SWEEPING, '04-03~04-05', '04-02'],
    [LABOUR, '04-30~05-02'],
    [DRAGON_BOAT, '06-04~06-06'],
    [MID_AUTUMN, '09-10~09-12'],
    [NATIONAL, '10-01~10-07', '10-08~10-09'],
  ]),
  notice(2012, '国办发明电〔2011〕45号', [
    [NEW_YEAR, '01-01~01-03', '2011-12-31'],
    [SPRING, '01-22~01-28', '01-21 01-29'],
    [TOMB_SWEEPING, '04-02~04-04', '03-31~04-01'],
    [LABOUR, '04-29~05-01', '04-28'],
    [DRAGON_BOAT, '06-22~06-24'],
    [MID_AUTUMN_NATIONAL, '09-30~10-07', '09-29'],
  ]),
  notice(2013, '国办发明电〔2012〕33号', [
    [NEW_YEAR, '01-01~01-03', '01-05~01-06'],
    [SPRING, '02-09~02-15', '02-16~02-17'],
    [TOMB_SWEEPING, '04-04~04-06', '04-07'],
    [LABOUR, '04-29~05-01', '04-27~04-28'],
    [DRAGON_BOAT, '06-10~06-12', '06-08~06-09'],
    [MID_AUTUMN, '09-19~09-21', '09-22'],
    [NATIONAL, '10-01~10-07', '09-29 10-12'],
  ]),
  notice(2014, '国办发明电〔2013〕28号', [
    [NEW_YEAR, '01-01'],
    [SPRING, '01-31~02-06', '01-26 02-08'],
    [TOMB_SWEEPING, '04-05 04-07'],
    [LABOUR, '05-01~05-03', '05-04'],
    [DRAGON_BOAT, '06-02'],
    [MID_AUTUMN, '09-08'],
    [NATIONAL, '10-01~10-07', '09-28 10-11'],
  ]),
  notice(2015, '国办发明电〔2014〕28号', [
    [NEW_YEAR, '01-01~01-03', '01-04'],
    [SPRING, '02-18~02-24', '02-15 02-28'],
    [TOMB_SWEEPING, '04-05~04-06'],
    [LABOUR, '05-01'],
    [DRAGON_BOAT, '06-20 06-22'],
    [MID_AUTUMN, '09-27'],
    [NATIONAL, '10-01~10-07', '10-10'],
  ]),
  notice(
    2015,
    '国发明电〔2015〕1号',
    [['抗战胜利70周年纪念日', '09-03~09-05', '09-06']],
    '国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知',
  ),
  notice(2016, '国办发明电〔2015〕18号', [
    [NEW_YEAR, '01-01'],
    [SPRING, '02-07~02-13', '02-06 02-14'],
    [TOMB_SWEEPING, '04-04'],
    [LABOUR, '05-01~05-02'],
    [DRAGON_BOAT, '06-09~06-11', '06-12'],
    [MID_AUTUMN, '09-15~09-17', '09-18'],
    [NATIONAL, '10-01~10-07', '10-08~10-09'],
  ]),
  notice(2017, '国办发明电〔2016〕17号', [
    [NEW_YEAR, '01-01~01-02'],
    [SPRING, '01-27~02-02', '01-22 02-04'],
    [TOMB_SWEEPING, '04-02~04-04', '04-01'],
    [LABOUR, '05-01'],
    [DRAGON_BOAT, '05-28~05-30', '05-27'],
    [MID_AUTUMN_NATIONAL, '10-01~10-08', '09-30'],
  ]),
  notice(2018, '国办发明电〔2017〕12号', [
    [NEW_YEAR, '01-01'],
    [SPRING, '02-15~02-21', '02-11 02-24'],
    [TOMB_SWEEPING, '04-05~04-07', '04-08'],
    [LABOUR, '04-29~05-01', '04-28'],
    [DRAGON_BOAT, '06-18'],
    [MID_AUTUMN, '09-24'],
    [NATIONAL, '10-01~10-07', '09-29~09-30'],
  ]),
  notice(2019, '国办发明电〔2018〕15号', [
    [NEW_YEAR, '2018-12-30~01-01', '2018-12-29'],
    [SPRING, '02-04~02-10', '02-02~02-03'],
    [TOMB_SWEEPING, '04-05'],
    [DRAGON_BOAT, '06-07'],
    [MID_AUTUMN, '09-13'],
    [NATIONAL, '10-01~10-07', '09-29 10-12'],
  ]),
  notice(
    2019,
    '国办发明电〔2019〕3号',
    [[LABOUR, '05-01~05-04', '04-28 05-05']],
    '国务院办公厅关于调整2019年劳动节假期安排的通知',
  ),
  notice(2020, '国办发明电〔2019〕16号', [
    [NEW_YEAR, '01-01'],
    [SPRING, '01-24~01-30', '01-19'],
    [TOMB_SWEEPING, '04-04~04-06'],
    [LABOUR, '05-01~05-05', '04-26 05-09'],
    [DRAGON_BOAT, '06-25~06-27', '06-28'],
    [NATIONAL_MID_AUTUMN, '10-01~10-08', '09-27 10-10'],
  ]),
  notice(2020, '国办发明电〔2020〕1号', [[SPRING, '01-31~02-02']], '国务院办公厅关于延长2020年春节假期的通知'),
  notice(2021, '国办发明电〔2020〕27号', [
    [NEW_YEAR, '01-01~01-03'],
    [SPRING, '02-11~02-17', '02-07 02-20'],
    [TOMB_SWEEPING, '04-03~04-05'],
    [LABOUR, '05-01~05-05', '04-25 05-08'],
    [DRAGON_BOAT, '06-12~06-14'],
    [MID_AUTUMN, '09-19~09-21', '09-18'],
    [NATIONAL, '10-01~10-07', '09-26 10-09'],
  ]),
  notice(2022, '国办发明电〔2021〕11号', [
    [NEW_YEAR, '01-01~01-03'],
    [SPRING, '01-31~02-06', '01-29~01-30'],
    [TOMB_SWEEPING, '04-03~04-05', '04-02'],
    [LABOUR, '04-30~05-04', '04-24 05-07'],
    [DRAGON_BOAT, '06-03~06-05'],
    [MID_AUTUMN, '09-10~09-12'],
    [NATIONAL, '10-01~10-07', '10-08~10-09'],
  ]),
  notice(2023, '国办发明电〔2022〕16号', [
    [NEW_YEAR, '2022-12-31~01-02'],
    [SPRING, '01-21~01-27', '01-28~01-29'],
    [TOMB_SWEEPING, '04-05'],
    [LABOUR, '04-29~05-03', '04-23 05-06'],
    [DRAGON_BOAT, '06-22~06-24', '06-25'],
    [MID_AUTUMN_NATIONAL, '09-29~10-06', '10-07~10-08'],
  ]),
  notice(2024, '国办发明电〔2023〕7号', [
    [NEW_YEAR, '01-01'],
    [SPRING, '02-10~02-17', '02-04 02-18'],
    [TOMB_SWEEPING, '04-04~04-06', '04-07'],
    [LABOUR, '05-01~05-05', '04-28 05-11'],
    [DRAGON_BOAT, '06-10'],
    [MID_AUTUMN, '09-15~09-17', '09-14'],
    [NATIONAL, '10-01~10-07', '09-29 10-12'],
  ]),
  notice(2025, '国办发明电〔2024〕12号', [
    [NEW_YEAR, '01-01'],
    [SPRING, '01-28~02-04', '01-26 02-08'],
    [TOMB_SWEEPING, '04-04~04-06'],
    [LABOUR, '05-01~05-05', '04-27'],
    [DRAGON_BOAT, '05-31~06-02'],
    [NATIONAL_MID_AUTUMN, '10-01~10-08', '09-28 10-11'],
  ]),
  notice(2026, '国办发明电〔2025〕7号', [
    [NEW_YEAR, '01-01~01-03', '01-04'],
    [SPRING, '02-15~02-23', '02-14 02-28'],
    [TOMB_SWEEPING, '04-04~04-06'],
    [LABOUR, '05-01~05-05', '05-09'],
    [DRAGON_BOAT, '06-19~06-21'],
    [MID_AUTUMN, '09-25~09-27'],
    [NATIONAL, '10-01~10-07', '09-20 10-10'],
  ]),
];
