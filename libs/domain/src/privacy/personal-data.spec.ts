import { PERSONAL_DATA_LABELS } from '@minsheng/contracts';
import { maskForPublication } from './mask';
import { findPersonalData, type KnownPerson } from './personal-data';

const PERSON: KnownPerson = { name: '孙小满', phone: '13912345678', address: '石桥村三组12号' };
const found = (text: string, person: KnownPerson | null = null): string[] =>
  findPersonalData(text, person).map(
    ({ kind, start, end }) => `${PERSONAL_DATA_LABELS[kind]}:${text.slice(start, end)}`,
  );

describe('the detector of personal data', () => {
  it.each([
    [
      '手机13812341234、138 1234 1234、+86 13812341234',
      ['手机号码:13812341234', '手机号码:138 1234 1234', '手机号码:+86 13812341234'],
    ],
    ['全角１３８１２３４１２３４也算', ['手机号码:１３８１２３４１２３４']],
    ['身份证430103199001011234和43010319900101123X', ['身份证号:430103199001011234', '身份证号:43010319900101123X']],
    ['旧身份证430103900101123', ['身份证号:430103900101123']],
    [
      '湘A12345、湘A·D12345、湘AD12345、鄂AP185挂、苏e2g81c',
      ['车牌号:湘A12345', '车牌号:湘A·D12345', '车牌号:湘AD12345', '车牌号:鄂AP185挂', '车牌号:苏e2g81c'],
    ],
    ['打到6222 0210 0101 2345 672', []],
    ['卡号4111111111111111', ['银行卡号:4111111111111111']],
    ['邮箱zhang.san@example.com', ['电子邮箱:zhang.san@example.com']],
    ['座机0731-88881234，0746—8362789', ['固定电话:0731-88881234', '固定电话:0746—8362789']],
    ['联系电话：3322792', ['固定电话:3322792']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));

  it('leaves order codes, file numbers, dates and amounts alone', () => {
    for (const text of [
      '工单20260302000123、信件A20260302000123',
      '编号1381234123499，文件3322792号',
      '2026年3月2日拨付13800000000000元',
      '川流不息，云南路口',
    ])
      expect(found(text)).toEqual([]);
  });

  it('knows the caller’s own name, number and address, which have no shape', () => {
    expect(found('孙小满（139-1234-5678）住石桥村三组12号', PERSON)).toEqual([
      '来信人姓名:孙小满',
      '来信人电话:139-1234-5678',
      '来信人住址:石桥村三组12号',
    ]);
    expect(found('小满节气', PERSON)).toEqual([]);
    expect(found('张某来信', { name: '张', phone: '', address: null })).toEqual([]);
  });

  it('masks everything it finds for the public, and nothing else', () => {
    expect(maskForPublication('孙小满家座机0731-88881234，车牌湘A12345，工单20260302000123', PERSON)).toBe(
      '孙*家座机****，车牌湘A*****，工单20260302000123',
    );
  });
});
