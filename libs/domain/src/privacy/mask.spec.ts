import { detectPersonalData, maskAddress, maskName, maskPhone, maskText, normalisePhone } from './mask';

describe('masks', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳修文', '欧阳*'],
    ['', ''],
  ])('name %s → %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['13812341234', '138****1234'],
    ['0731-88881234', '0731-****34'],
    ['12345', '12****45'],
    ['110', '****'],
  ])('phone %s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it('keeps an address down to the street or village', () => {
    expect(maskAddress('东河镇柳树村三组12号')).toBe('东河镇***');
    expect(maskAddress('某处')).toBe('***');
  });

  it('hides mobile numbers, ID numbers and plates, with digit boundaries', () => {
    expect(maskText('请打13812341234找我')).toBe('请打138****1234找我');
    expect(maskText('请打 138-1234-1234')).toBe('请打 138****1234');
    expect(maskText('身份证430103199001011234。')).toBe('身份证430***********1234。');
    expect(maskText('车牌湘A12345堵路')).toBe('车牌湘A*****堵路');
    expect(detectPersonalData('湘A12345 与 13812341234')).toEqual(['车牌号', '手机号码']);
  });

  it('leaves order codes, dates and amounts alone', () => {
    for (const text of ['工单20260302000123已办结', '2026年3月2日拨付1380000元', '编号1381234123499', '第138号']) {
      expect(maskText(text)).toBe(text);
    }
  });

  it('normalises a number before it is hashed', () => {
    expect(normalisePhone('+86 138 1234 1234')).toBe('13812341234');
    expect(normalisePhone('０７３１-８８８８１２３４')).toBe('073188881234');
  });
});
