import {
  CALLBACK_OUTCOME_LABELS,
  CONTACT_OUTCOME_LABELS,
  DISSATISFACTION_LABELS,
  KIND_LABELS,
  RESULT_LABELS,
  SATISFACTION_LABELS,
  URGENCY_LABELS,
  type Action,
} from '@minsheng/contracts';
import { choices, type FormOf, reason, remark } from './form-fields';
import { LIFE_FORMS } from './life-forms';
import { MERGE_FORMS } from './merge-forms';
import { PUBLICATION_FORMS } from './publication-forms';
import { SUPERVISION_FORMS } from './supervision-forms';

export type { ActionForm, Choice, FieldValue, FormField, FormModel } from './form-fields';

/** The form of each action. Which of them are offered is the server's decision (`allowedActions`). */
export const ACTION_FORMS: { readonly [A in Action]: FormOf<A> } = {
  ...LIFE_FORMS,
  ...MERGE_FORMS,
  ...PUBLICATION_FORMS,
  ...SUPERVISION_FORMS,
  instruct: {
    tone: 'primary',
    versioned: true,
    intro: '批示后工单转派单员派单。',
    fields: [{ name: 'text', label: '批示意见', kind: 'textarea', required: true, rows: 4 }],
  },
  dispatch: {
    tone: 'primary',
    versioned: true,
    preview: true,
    intro: '派单后承办单位的时限从此刻起算。',
    fields: [
      { name: 'leadUnitCode', label: '主办单位', kind: 'unit', required: true, initial: (o) => o.leadUnitCode },
      { name: 'coUnitCodes', label: '协办单位', kind: 'units', initial: (o) => [...o.coUnitCodes] },
      { name: 'kind', label: '诉求类型', kind: 'choice', choices: choices(KIND_LABELS), initial: (o) => o.kind },
      {
        name: 'urgency',
        label: '紧急程度',
        kind: 'choice',
        choices: choices(URGENCY_LABELS),
        initial: (o) => o.urgency,
      },
      { name: 'categoryCode', label: '事项分类', kind: 'category', initial: (o) => o.categoryCode },
      {
        name: 'brief',
        label: '交办要点',
        kind: 'textarea',
        rows: 4,
        hint: '保密件：承办单位只看到这段文字，不要写出能识别来电人的内容。',
        when: (_model, order) => order.confidential,
        initial: (o) => o.brief,
      },
      { name: 'note', label: '派单备注', kind: 'textarea', rows: 2 },
    ],
  },
  sign: { tone: 'primary', versioned: true, intro: '签收后工单进入办理。', fields: [remark] },
  request_return: {
    tone: 'plain',
    versioned: true,
    intro: '退单由派单员审核；驳回后原时限不变。',
    fields: [
      { name: 'reasonCode', label: '退单理由', kind: 'choice', required: true, reasons: 'return' },
      {
        name: 'basis',
        label: '依据',
        kind: 'textarea',
        required: true,
        hint: '写明法律法规、三定方案或职责清单的条款。',
      },
      { name: 'suggestedUnitCode', label: '建议承办单位', kind: 'unit' },
    ],
  },
  accept_return: { tone: 'primary', versioned: true, intro: '同意后工单回到待派单。', fields: [remark] },
  reject_return: { tone: 'danger', versioned: true, fields: [reason('驳回理由', true)] },
  reassign: {
    tone: 'plain',
    versioned: true,
    intro: '新单位的时限重新起算；最初承诺的期限另行保留。',
    fields: [{ name: 'unitCode', label: '改派给', kind: 'unit', required: true }, reason('改派理由', true)],
  },
  set_subject_unit: {
    tone: 'plain',
    versioned: true,
    intro: '被反映单位及其下属单位将不能再看到本工单；如正由其承办，工单立即收回待派单。',
    fields: [
      { name: 'unitCode', label: '被反映单位', kind: 'unit', required: true, initial: (o) => o.subjectUnitCode },
    ],
  },
  contact: {
    tone: 'plain',
    versioned: false,
    fields: [
      { name: 'at', label: '联系时间', kind: 'datetime', required: true },
      { name: 'outcome', label: '联系结果', kind: 'choice', required: true, choices: choices(CONTACT_OUTCOME_LABELS) },
      { name: 'note', label: '联系情况', kind: 'textarea', required: true },
    ],
  },
  add_note: {
    tone: 'plain',
    versioned: false,
    intro: '仅内部可见，不对群众公开。',
    fields: [{ name: 'text', label: '备注', kind: 'textarea', required: true }],
  },
  progress: {
    tone: 'plain',
    versioned: false,
    intro: '阶段性反馈不是答复，时限照常计算。',
    fields: [
      { name: 'text', label: '进展情况', kind: 'textarea', required: true, rows: 4 },
      { name: 'public', label: '群众可见', kind: 'switch', hint: '打开后群众查信时能看到，请勿写姓名、电话、证件号。' },
    ],
  },
  submit_reply: {
    tone: 'primary',
    versioned: true,
    keepDraft: true,
    quotes: true,
    intro: '提交后由本单位审签人审签。填写的内容自动保存在本机。',
    fields: [
      { name: 'resultCode', label: '办理结果', kind: 'choice', required: true, choices: choices(RESULT_LABELS) },
      {
        name: 'publicReply',
        label: '对群众的答复',
        kind: 'textarea',
        required: true,
        rows: 6,
        hint: '群众将看到这段文字，不能含电话、证件号、车牌号。',
      },
      {
        name: 'internalAccount',
        label: '内部办理情况',
        kind: 'textarea',
        required: true,
        rows: 4,
        hint: '“未解决”的须写明原因。',
      },
      {
        name: 'contactedAt',
        label: '联系群众时间',
        kind: 'datetime',
        hint: '本轮已登记联系情况的不必填。',
        when: (_model, order) => order.contactDueAt !== null && order.contactedAt === null,
      },
    ],
  },
  approve_reply: { tone: 'primary', versioned: true, intro: '审签时间即本单位的答复时间。', fields: [remark] },
  reject_reply: { tone: 'danger', versioned: true, fields: [reason('退回原因', true)] },
  accept_reply: { tone: 'primary', versioned: true, intro: '通过后转回访；无须回访的直接办结。', fields: [remark] },
  send_back: {
    tone: 'danger',
    versioned: true,
    intro: '退回承办单位补办，仍属本轮。',
    fields: [reason('退回原因', true)],
  },
  record_callback: {
    tone: 'primary',
    versioned: true,
    fields: [
      { name: 'outcome', label: '接通情况', kind: 'choice', required: true, choices: choices(CALLBACK_OUTCOME_LABELS) },
      {
        name: 'resolved',
        label: '问题是否解决',
        kind: 'yes_no',
        required: true,
        hint: '答“未解决”的，工单将重办。',
        when: (model) => model.outcome === 'answered',
      },
      {
        name: 'satisfaction',
        label: '满意度',
        kind: 'choice',
        required: true,
        choices: choices(SATISFACTION_LABELS),
        when: (model) => model.outcome === 'answered',
      },
      {
        name: 'dissatisfiedWith',
        label: '不满意原因',
        kind: 'choice',
        choices: choices(DISSATISFACTION_LABELS),
        when: (model) => String(model.satisfaction).endsWith('dissatisfied'),
      },
      { name: 'note', label: '备注', kind: 'textarea', hint: '不满意的须写明原因。' },
    ],
  },
  redo: {
    tone: 'danger',
    versioned: true,
    intro: '重办开始新的一轮，时限重新起算。',
    fields: [reason('重办理由', true)],
  },
  urge: { tone: 'plain', versioned: false, fields: [reason('催办内容', true)] },
};
