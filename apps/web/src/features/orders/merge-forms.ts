import type { ActionInputs } from '@minsheng/contracts';
import { type FormOf, reason } from './form-fields';

/** Forms of what puts orders together and takes them apart: 并单, 撤销并单, 拆单. */
export const MERGE_FORMS = {
  merge: {
    tone: 'plain',
    versioned: true,
    intro: '本单并入主单后随主单办理，时限取两单中较早的；诉求人、回访和答复各自保留。逾期的不会因并单消失。',
    fields: [
      { name: 'intoOrderCode', label: '主单编号', kind: 'text', required: true, hint: '14 位工单编号。' },
      reason('并单理由', true),
    ],
  },
  unmerge: {
    tone: 'plain',
    versioned: true,
    intro: '本单回到并单前的环节和单位，原时限不变、不重新起算。',
    fields: [reason('撤销理由', true)],
  },
  split: {
    tone: 'plain',
    versioned: true,
    keepDraft: true,
    intro: '把其他事项拆出去，每项成为同一诉求人的新诉求，各有编号，回到待派单；本单保留其余事项。',
    fields: [
      {
        name: 'parts',
        label: '拆出的事项',
        kind: 'parts',
        required: true,
        initial: () => [{ title: '', content: '' }],
      },
    ],
  },
} satisfies Partial<{ [A in keyof ActionInputs]: FormOf<A> }>;
