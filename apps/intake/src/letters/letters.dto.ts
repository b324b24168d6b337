import {
  type Kind,
  KINDS,
  type RateLetterRequest,
  type Satisfaction,
  SATISFACTIONS,
  type SubmitLetterRequest,
} from '@minsheng/contracts';
import { BoolField, ChoiceField, CodeField, PhoneField, TextField } from '@minsheng/platform';

export class SubmitLetterDto implements SubmitLetterRequest {
  @CodeField('信箱 mailbox') mailbox: string;
  @ChoiceField('信件类型 kind', KINDS) kind: Kind;
  @TextField('标题 title', { min: 2, max: 100 }) title: string;
  @TextField('信件内容 content', { min: 2, max: 10_000 }) content: string;
  @TextField('姓名 name', { max: 40 }) name: string;
  @PhoneField('联系电话 phone') phone: string;
  @BoolField('是否同意公开 publishable') publishable: boolean;
  @BoolField('是否保密 confidential', { optional: true }) confidential?: boolean;
  @TextField('住址 address', { max: 200, optional: true }) address?: string;
  @TextField('事发地点 location', { max: 300, optional: true }) location?: string;
  @CodeField('乡镇 townshipCode', { optional: true }) townshipCode?: string;
  @TextField('验证码编号 captchaId', { max: 2000, optional: true }) captchaId?: string;
  @TextField('验证码 captchaAnswer', { max: 20, min: 0, optional: true }) captchaAnswer?: string;
}

export class RateLetterDto implements RateLetterRequest {
  @TextField('查询码 queryCode', { max: 40 }) queryCode: string;
  @BoolField('是否解决 resolved') resolved: boolean;
  @ChoiceField('满意度 satisfaction', SATISFACTIONS) satisfaction: Satisfaction;
}
