import type { ActionInputs } from '@minsheng/contracts';
import { type FormOf, reason, remark } from './form-fields';

/** Forms of publishing a reply: one person clears the words, another lets them out. */
export const PUBLICATION_FORMS = {
  clear_publication: {
    tone: 'plain',
    versioned: true,
    keepDraft: true,
    publication: 'clear',
    intro: '这里的文字将原样向社会公开。初审后还须另一人确认公开。',
    fields: [
      {
        name: 'title',
        label: '公开标题',
        kind: 'text',
        required: true,
        initial: (o) => o.publication?.title ?? o.title,
      },
      {
        name: 'content',
        label: '公开的来信内容',
        kind: 'textarea',
        required: true,
        rows: 8,
        initial: (o) => o.publication?.content ?? o.content,
      },
      {
        name: 'reply',
        label: '公开的答复',
        kind: 'textarea',
        required: true,
        rows: 8,
        initial: (o) => o.publication?.reply ?? o.publicReply,
      },
    ],
  },
  publish: {
    tone: 'primary',
    versioned: true,
    publication: 'publish',
    intro: '请逐字核对。公开后任何人都能看到，来信人也会看到。',
    fields: [remark],
  },
  unpublish: {
    tone: 'danger',
    versioned: true,
    intro: '答复立即从公开栏目撤下，需要时可重新初审、公开。',
    fields: [reason('撤下理由', true)],
  },
} satisfies Partial<{ [A in keyof ActionInputs]: FormOf<A> }>;
