import { LEADER_POST_LABELS, type ActionInputs } from '@minsheng/contracts';
import { choices, type FormOf, reason, remark } from './form-fields';

/** Forms of what happens between dispatch and reply: extensions, pauses, long-term items, endings, co-units, leaders. */
export const LIFE_FORMS = {
  propose: {
    tone: 'plain',
    versioned: false,
    intro: '拟办意见供领导批示时参考。',
    fields: [
      { name: 'text', label: '拟办意见', kind: 'textarea', required: true, rows: 4, initial: (o) => o.proposal },
    ],
  },
  ask_instruction: {
    tone: 'plain',
    versioned: true,
    intro: '呈送领导批示，批示后回到待派单。',
    fields: [
      {
        name: 'posts',
        label: '依次呈送',
        kind: 'checks',
        choices: choices(LEADER_POST_LABELS),
        hint: '不选则呈送分管领导。',
      },
      { name: 'propose', label: '拟办意见', kind: 'textarea', required: true, rows: 4, initial: (o) => o.proposal },
    ],
  },
  designate: {
    tone: 'plain',
    versioned: true,
    preview: true,
    intro: '第三次派单起可以指定承办，被指定的单位不能再退单。',
    fields: [
      { name: 'leadUnitCode', label: '指定主办单位', kind: 'unit', required: true },
      { name: 'coUnitCodes', label: '协办单位', kind: 'units' },
      reason('指定理由', true),
    ],
  },
  add_co_unit: {
    tone: 'plain',
    versioned: true,
    intro: '协办单位把意见交给主办单位，由主办单位合并答复。',
    fields: [
      { name: 'unitCode', label: '协办单位', kind: 'unit', required: true },
      {
        name: 'dueAt',
        label: '协办时限',
        kind: 'datetime',
        future: 'co_unit',
        hint: '不填则为最晚时限，比主办时限提前一个工作日。',
      },
    ],
  },
  submit_opinion: {
    tone: 'primary',
    versioned: false,
    fields: [{ name: 'text', label: '协办意见', kind: 'textarea', required: true, rows: 5 }],
  },
  request_extension: {
    tone: 'plain',
    versioned: true,
    extends: true,
    intro: '须在时限届满前申请。第一次由派单员审核，第二次由县领导审批。',
    fields: [
      { name: 'workdays', label: '延长（工作日）', kind: 'number', required: true, hint: '从现在的时限往后数。' },
      reason('延期理由', true),
      { name: 'basis', label: '依据', kind: 'textarea', rows: 2 },
    ],
  },
  approve_extension: {
    tone: 'primary',
    versioned: true,
    intro: '时限从现在的到期日往后顺延；按时申请、迟批的不算逾期。',
    fields: [remark],
  },
  refuse_extension: { tone: 'danger', versioned: true, intro: '原时限不变。', fields: [reason('不同意的理由', true)] },
  pause: {
    tone: 'plain',
    versioned: true,
    intro: '停表期间不计承办时间，到时自动恢复。',
    fields: [
      {
        name: 'reasonCode',
        label: '停表原因',
        kind: 'choice',
        required: true,
        reasons: 'pause',
      },
      { name: 'until', label: '停至', kind: 'datetime', required: true, future: 'pause' },
      remark,
    ],
  },
  resume: { tone: 'primary', versioned: true, intro: '从现在起继续计时。', fields: [remark] },
  request_suspension: {
    tone: 'plain',
    versioned: true,
    intro: '确需长期办理的事项，经县领导同意后挂账。',
    fields: [
      { name: 'reviewDate', label: '建议复核日期', kind: 'date' },
      reason('挂账理由', true, '写明卡在哪里、需要什么条件。'),
    ],
  },
  suspend: {
    tone: 'primary',
    versioned: true,
    intro: '挂账期间不计任何一方的时间，到复核日期再看。',
    fields: [
      {
        name: 'reviewDate',
        label: '复核日期',
        kind: 'date',
        required: true,
        initial: (o) => o.applications.findLast((each) => each.kind === 'suspension')?.reviewDate ?? null,
      },
      remark,
    ],
  },
  refuse_suspension: { tone: 'danger', versioned: true, fields: [reason('不同意的理由', true)] },
  unsuspend: { tone: 'primary', versioned: true, intro: '工单回到办理中，时限接着算。', fields: [remark] },
  request_termination: {
    tone: 'plain',
    versioned: true,
    fields: [
      {
        name: 'reasonCode',
        label: '终止原因',
        kind: 'choice',
        required: true,
        reasons: 'termination',
      },
      reason('情况说明', true),
    ],
  },
  terminate: {
    tone: 'danger',
    versioned: true,
    intro: '工单就此结束，不能恢复。群众会看到不予受理。',
    fields: [
      {
        name: 'reasonCode',
        label: '终止原因',
        kind: 'choice',
        required: true,
        reasons: 'termination',
        initial: (o) => o.applications.findLast((each) => each.kind === 'termination')?.reasonCode ?? null,
      },
      reason('说明', true),
    ],
  },
  refuse_termination: { tone: 'danger', versioned: true, fields: [reason('不同意的理由', true)] },
  withdraw: {
    tone: 'danger',
    versioned: true,
    intro: '须是诉求人本人的意愿。工单就此结束。',
    fields: [
      reason('撤回原因', true),
      { name: 'evidence', label: '证据', kind: 'textarea', rows: 2, hint: '例如来电时间、录音编号、书面申请。' },
    ],
  },
  request_exclusion: {
    tone: 'plain',
    versioned: true,
    intro: '申请不计入本单位考核，由督办员审核；剔除前后的数字都会保留。',
    fields: [
      {
        name: 'categoryCode',
        label: '剔除类别',
        kind: 'choice',
        required: true,
        reasons: 'exclusion',
      },
      reason('理由', true),
      { name: 'evidence', label: '证据', kind: 'textarea', rows: 3 },
    ],
  },
  exclude: { tone: 'primary', versioned: true, fields: [remark] },
  refuse_exclusion: { tone: 'danger', versioned: true, fields: [reason('不同意的理由', true)] },
} satisfies Partial<{ [A in keyof ActionInputs]: FormOf<A> }>;
