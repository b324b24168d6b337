import { type CalendarTable, type LimitsTable, SHIPPED_REASONS } from '@minsheng/contracts';
import { daysUnlike, DEFAULT_LIMIT_TABLE, WorkingCalendar } from '../deadline';
import { DomainError } from '../errors';
import { DEFAULT_ORDER_RULES } from '../order';
import {
  calendarDataOf,
  changesBetween,
  limitTableOf,
  orderRulesOf,
  readSetting,
  readSuccessor,
  refuseBackdating,
  refuseReason,
  shippedSetting,
} from './index';

/** What a refused table names: field and words. */
function refusals(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.details.fields as { field: string; message: string }[];
    return fields.map(({ field, message }) => `${field}：${message}`);
  }
}

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

const limits = (): LimitsTable => shippedSetting('limits');
function withLimit(id: string, changes: object): LimitsTable {
  const table = limits();
  return { ...table, rules: table.rules.map((row) => (row.id === id ? { ...row, ...changes } : row)) };
}

describe('the shipped tables', () => {
  it.each(['limits', 'calendar', 'order_rules', 'channels', 'reasons'] as const)('%s pass their own check', (name) => {
    expect(readSetting(name, JSON.parse(JSON.stringify(shippedSetting(name))))).toEqual(
      JSON.parse(JSON.stringify(shippedSetting(name))),
    );
  });

  it('read back to the defaults that the rules are written with', () => {
    expect(limitTableOf(limits(), 1, '2011-01-01')).toEqual(DEFAULT_LIMIT_TABLE);
    expect(orderRulesOf(shippedSetting('order_rules'), 1, '2011-01-01')).toEqual(DEFAULT_ORDER_RULES);
    const calendar = new WorkingCalendar(calendarDataOf(shippedSetting('calendar')));
    expect(daysUnlike(calendar, WorkingCalendar.shipped())).toEqual([]);
    expect(calendar.isProvisional('2027-03-01')).toBe(true);
  });
});

describe('the table of limits', () => {
  it('lets an office change its own limits', () => {
    expect(readSetting('limits', withLimit('help', { reply: '3workday' })).rules[5]).toMatchObject({
      id: 'help',
      reply: '3workday',
    });
  });

  it('lets a limit of the law be tightened and never loosened', () => {
    expect(refusals(() => readSetting('limits', withLimit('visit', { reply: '45day' })))).toEqual([]);
    expect(refusals(() => readSetting('limits', withLimit('visit', { reply: '61day' })))).toEqual([
      '来访（信访）·答复：《信访工作条例》第三十四条规定不超过60日，只能更短，单位不能改',
    ]);
    expect(refusals(() => readSetting('limits', withLimit('disclosure_request', { reply: '20day' })))).toHaveLength(1);
    expect(refusals(() => readSetting('limits', withLimit('npc_proposal', { sign: null })))).toHaveLength(1);
  });

  it('lets no row of its own go round the law', () => {
    const table = limits();
    const row = { id: 'visit.help', label: '来访求助', sign: '15day', contact: null, prelim: null, reply: '90day' };
    expect(refusals(() => readSetting('limits', { ...table, rules: [...table.rules, row] }))).toEqual([
      '来访求助·答复：《信访工作条例》第三十四条规定不超过60日，只能更短，单位不能改',
    ]);
  });

  it('keeps the law named, whatever is typed', () => {
    const read = readSetting('limits', withLimit('visit', { legalSource: null }));
    expect(read.rules.find(({ id }) => id === 'visit')?.legalSource).toBe('《信访工作条例》第三十四条');
  });

  it('names every wrong cell with what is allowed', () => {
    const table = withLimit('help', { reply: '5 days', sign: '9workday' });
    const wrong = {
      ...table,
      rules: [...table.rules.filter(({ id }) => id !== 'report'), { id: 'x.y', label: '新行', reply: '300workday' }],
    };
    expect(refusals(() => readSetting('limits', wrong))).toEqual([
      '求助·答复：时限“5 days”无法识别，例如 5workday、4workhour、15minute、24hour、60day、3month',
      '求助·答复：答复时限必填',
      '新行：没有“x.y”这一种时限；可用渠道轨道加诉求类型，例如 letter.help',
      '新行·答复：最长 250个工作日',
      '举报：这一行不能删除，只能修改时限',
    ]);
    expect(refusals(() => readSetting('limits', withLimit('help', { sign: '9workday' })))).toEqual([
      '求助·签收：不能长于答复时限（5个工作日）',
    ]);
  });
});

describe('the calendar', () => {
  const table = (): CalendarTable => shippedSetting('calendar');
  const withNotice = (days: object[], year = 2027): unknown => ({
    ...table(),
    notices: [...table().notices, { year, number: '国办发明电〔2026〕1号', title: '2027年放假通知', days }],
  });

  it('takes the notice of a new year, also a day of the turn of the year', () => {
    const days = [
      { date: '2026-12-31', kind: 'off', name: '元旦' },
      { date: '2027-01-09', kind: 'work', name: '元旦' },
    ];
    const read = readSetting('calendar', withNotice(days));
    const calendar = new WorkingCalendar(calendarDataOf(read));
    expect(calendar.isWorkday('2027-01-09')).toBe(true);
    expect(calendar.isProvisional('2027-03-01')).toBe(false);
    expect(daysUnlike(calendar, WorkingCalendar.shipped())).toEqual(['2026-12-31', '2027-01-09']);
  });

  it('refuses days that no calendar has, days of another year, work on a working day, a day twice', () => {
    const days = [
      { date: '2027-02-30', kind: 'off', name: '春节' },
      { date: '2028-05-01', kind: 'off', name: '劳动节' },
      { date: '2027-03-01', kind: 'work', name: '劳动节' },
      { date: '2026-10-01', kind: 'off', name: '国庆节' },
    ];
    expect(refusals(() => readSetting('calendar', withNotice(days)))).toEqual([
      '2027年通知：“2027-02-30”不是有效日期，应如 2027-02-06',
      '2027年通知：2028-05-01 不在 2027 年前后',
      '2027年通知：2027-03-01 不是周末，不能是调休上班日',
      '2027年通知：2026-10-01 不在 2027 年前后',
      '放假通知的日期：“2026-10-01”重复',
    ]);
  });

  it('never forgets a year that was loaded', () => {
    const without = { ...table(), notices: table().notices.filter(({ year }) => year !== 2026) };
    expect(refusals(() => readSetting('calendar', without))).toEqual(['2026年：已载入的年份不能删除，只能修改']);
    const later = readSetting('calendar', withNotice([{ date: '2027-01-01', kind: 'off', name: '元旦' }]));
    expect(refusals(() => readSuccessor('calendar', table(), later))).toEqual([
      '2027年：已在使用，不能删除，只能停用或修改',
    ]);
  });

  it('asks of a county day which document sets it, and for office hours on every working day', () => {
    const overlays = [{ date: '2026-07-30', kind: 'off', name: '火把节', source: '' }];
    expect(refusals(() => readSetting('calendar', { ...table(), overlays }))).toEqual([
      '本县节假日的依据：须为 1–100 个字',
    ]);
    const officeHours = table().officeHours.slice(0, 1);
    expect(refusals(() => readSetting('calendar', { ...table(), officeHours }))).toEqual([
      '办公时间：1月1日的工作日没有办公时间',
    ]);
  });
});

describe('the rules of orders', () => {
  it('keep the caps of the law', () => {
    const rules = shippedSetting('order_rules');
    const legal = { ...rules.extensions.legal, visit: { most: 2, cap: '31day' } };
    expect(
      refusals(() => readSetting('order_rules', { ...rules, extensions: { ...rules.extensions, legal } })),
    ).toEqual(['法定延期 visit：法律规定不超过30日，只能更短，单位不能改', '法定延期次数 visit：须为 0–1 的整数']);
  });

  it('name each number out of its bounds', () => {
    const rules = { ...shippedSetting('order_rules'), ratingDays: 0, redo: { days: 30.5, byDispatcherFrom: 3 } };
    expect(refusals(() => readSetting('order_rules', rules))).toEqual([
      '办结后可重办天数：须为 1–180 的整数',
      '群众评价天数：须为 1–180 的整数',
    ]);
  });
});

describe('channels and reasons', () => {
  it('can be added and switched off, and those that ship never removed', () => {
    const { channels } = shippedSetting('channels');
    const first = { ...channels[0], active: false };
    const extra = {
      ...channels[9],
      code: 'radio_line',
      label: '行风热线',
      reportLabel: '行风热线',
      callbackPercent: 20,
    };
    expect(readSetting('channels', { channels: [first, ...channels.slice(1), extra] }).channels).toHaveLength(22);
    expect(refusals(() => readSetting('channels', { channels: channels.slice(1) }))).toEqual([
      '县长信箱：内置渠道不能删除，只能停用',
    ]);
    const wrong = { ...extra, code: 'R', instructionChain: ['vice', 'vice'], callbackPercent: 101 };
    expect(refusals(() => readSetting('channels', { channels: [...channels, wrong] }))).toEqual([
      '渠道编码：编码须为 2–40 个小写字母、数字、下划线，以字母开头',
      '行风热线·批示顺序：不能重复',
      '行风热线·回访比例：须为 0–100 的整数',
    ]);
  });

  it('know by the chain whether an instruction comes first', () => {
    const { channels } = shippedSetting('channels');
    const [mailbox] = readSetting('channels', {
      channels: channels.map((row) => ({ ...row, instructionChain: [], instructionRequired: true })),
    }).channels;
    expect(mailbox).toMatchObject({ code: 'county_mailbox', instructionRequired: false });
  });

  it('let “other” be refined, and accept the codes of the contract even when they are no longer offered', () => {
    const added = { code: 'other_border', label: '县界争议', active: true };
    const off = SHIPPED_REASONS.return.map((row) => (row.code === 'unclear' ? { ...row, active: false } : row));
    const reasons = readSetting('reasons', { ...SHIPPED_REASONS, return: [...off, added] });
    expect(codeOf(() => refuseReason(reasons, 'return', 'unclear'))).toBeNull();
    expect(codeOf(() => refuseReason(reasons, 'return', 'other_border'))).toBeNull();
    expect(codeOf(() => refuseReason(reasons, 'return', 'other_moon'))).toBe('reason_not_offered');
    const wrong = { ...SHIPPED_REASONS, return: [{ code: 'moon', label: '月', active: true }] };
    expect(refusals(() => readSetting('reasons', wrong))).toContain(
      '退单理由：新增选项的编码须以 other_ 开头，只含小写字母、数字、下划线；“moon”不行',
    );
  });
});

describe('a new version', () => {
  it('begins today at the earliest', () => {
    expect(codeOf(() => refuseBackdating('2026-03-01', '2026-03-02'))).toBe('effective_from_past');
    expect(codeOf(() => refuseBackdating('2026-03-02', '2026-03-02'))).toBeNull();
  });

  it('is told apart from the one before it value by value', () => {
    expect(changesBetween(limits(), withLimit('help', { reply: '3workday', contact: null }))).toEqual([
      { path: 'rules.help.contact', before: '1workday', after: null },
      { path: 'rules.help.reply', before: '5workday', after: '3workday' },
    ]);
    expect(changesBetween(limits(), limits())).toEqual([]);
  });
});
