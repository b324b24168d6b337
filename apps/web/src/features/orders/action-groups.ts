import type { Action } from '@minsheng/contracts';

/** Buttons that stand in sight, and those that the menu 更多 holds, in blocks that belong together. */
export interface ActionGroups {
  shown: Action[];
  more: Action[][];
}

const MOST_SHOWN = 3;

/**
 * What one most likely came to do, the likeliest first. State and role have already narrowed the list down, so that one
 * order of precedence does for all: what moves the order on, then daily work, then what is rare.
 */
const LIKELY: readonly Action[] = [
  'instruct',
  'dispatch',
  'designate',
  'sign',
  'accept_return',
  'reject_return',
  'approve_reply',
  'reject_reply',
  'accept_reply',
  'send_back',
  'record_callback',
  'submit_opinion',
  'submit_reply',
  'resume',
  'unsuspend',
  'contact',
  'progress',
  'ask_instruction',
  'urge',
  'redo',
  'request_exclusion',
  'reassign',
  'request_return',
  'pause',
  'add_note',
];

/** The rest in blocks; an action that no block names stands before the endings. */
const BLOCKS: readonly (readonly Action[])[] = [
  [
    'approve_extension',
    'refuse_extension',
    'suspend',
    'refuse_suspension',
    'refuse_termination',
    'exclude',
    'refuse_exclusion',
  ],
  ['request_extension', 'request_suspension', 'request_return', 'request_termination', 'request_exclusion'],
  ['propose', 'ask_instruction', 'reassign', 'add_co_unit', 'set_subject_unit', 'pause', 'resume', 'redo'],
  ['progress', 'contact', 'urge', 'add_note'],
];
const ENDINGS: readonly Action[] = ['terminate', 'withdraw'];

/** Three likely buttons at most; a menu for one single action would only hide it. */
export function groupActions(allowed: readonly Action[]): ActionGroups {
  const likely = LIKELY.filter((action) => allowed.includes(action));
  const shown = likely.slice(0, MOST_SHOWN);
  const rest = allowed.filter((action) => !shown.includes(action));
  if (rest.length === 1 && !ENDINGS.includes(rest[0] ?? 'terminate')) return { shown: [...shown, ...rest], more: [] };
  const named = [...BLOCKS.flat(), ...ENDINGS];
  const blocks = [...BLOCKS, rest.filter((action) => !named.includes(action)), ENDINGS];
  const more = blocks.map((block) => block.filter((action) => rest.includes(action)));
  return { shown, more: more.filter((block) => block.length > 0) };
}
