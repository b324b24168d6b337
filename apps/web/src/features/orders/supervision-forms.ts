import { SUPERVISION_LEVEL_LABELS, type ActionInputs } from '@minsheng/contracts';
import { choices, type FormField, type FormOf } from './form-fields';

const CONFIDENTIAL_HINT = '承办单位会看到这段文字。保密件不要写出能识别来电人的内容。';

function words(label: string): FormField<'text'> {
  return { name: 'text', label, kind: 'textarea', required: true, rows: 4, hint: CONFIDENTIAL_HINT };
}

/** Forms of pressing a unit, and of its report back. */
export const SUPERVISION_FORMS = {
  supervise: {
    tone: 'danger',
    versioned: false,
    intro: '督办单自动编号。黄牌、红牌记入主办单位名下；一个月内两次黄牌计一次红牌。',
    fields: [
      {
        name: 'level',
        label: '督办级别',
        kind: 'choice',
        required: true,
        choices: choices(SUPERVISION_LEVEL_LABELS),
      },
      words('督办要求'),
      { name: 'dueAt', label: '反馈期限', kind: 'datetime', required: true },
    ],
  },
  note_instruction: {
    tone: 'plain',
    versioned: false,
    intro: '对办理中的工单作出批示，由承办单位反馈落实情况。',
    fields: [words('批示内容'), { name: 'dueAt', label: '反馈期限', kind: 'datetime', hint: '不填则不限期。' }],
  },
  report_supervision: {
    tone: 'primary',
    versioned: false,
    intro: '一次反馈答复本工单所有待反馈的督办单和批示。',
    fields: [{ name: 'text', label: '落实情况', kind: 'textarea', required: true, rows: 5 }],
  },
} satisfies Partial<{ [A in keyof ActionInputs]: FormOf<A> }>;
