/** What the detector of personal data finds in a text (rules §9). */
export const PERSONAL_DATA_LABELS = {
  id_number: '身份证号',
  mobile: '手机号码',
  plate: '车牌号',
  bank_card: '银行卡号',
  email: '电子邮箱',
  landline: '固定电话',
  caller_name: '来信人姓名',
  caller_phone: '来信人电话',
  caller_address: '来信人住址',
} as const;
export type PersonalDataKind = keyof typeof PERSONAL_DATA_LABELS;

/** The road of a letter to a leader, from the mailbox to the public column (信箱台账). */
export const LETTER_STAGE_LABELS = {
  registered: '登记',
  proposed: '拟办',
  instructed: '批示',
  dispatched: '交办',
  signed: '签收',
  replied: '答复',
  unit_reviewed: '审签',
  center_reviewed: '审核',
  published: '公开',
} as const;
export type LetterStage = keyof typeof LETTER_STAGE_LABELS;
