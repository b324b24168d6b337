import { type Action, ACTIONS, ORDER_STATES, type OrderState, type Role } from '@minsheng/contracts';

/**
 * Where an action leads: a state, `same` for where it was, `before` for where it was before the return was asked,
 * `parent` for where the order is that it is merged into, `own` for where it was before the merge.
 */
export type Target = OrderState | 'same' | 'before' | 'parent' | 'own';

/**
 * Who among the holders of a role may act: `lead` only staff of the lead unit itself; `co` only staff of a co-unit;
 * `desk_or_lead` the desk, and of the units' staff only that of the lead unit; `reader` everyone of the role who may read
 * the order.
 */
export type Seat = 'lead' | 'co' | 'desk_or_lead' | 'reader';

export interface Transition {
  readonly from: readonly OrderState[];
  readonly to: readonly Target[];
  readonly by: readonly Role[];
  readonly seat: Seat;
  /** Carries the `version` the page was made from and moves it; a stale one is refused (rules §4). */
  readonly versioned: boolean;
}

const OPEN: readonly OrderState[] = ORDER_STATES.filter((s) => !['closed', 'terminated', 'archived'].includes(s));
/** The unit's head has approved a reply. */
const REPLIED: readonly OrderState[] = ['awaiting_center_review', 'awaiting_callback', 'closed'];
const READERS: readonly Role[] = [
  'agent',
  'dispatcher',
  'callback_agent',
  'handler',
  'unit_head',
  'supervisor',
  'leader',
];

function rule(
  from: readonly OrderState[],
  to: readonly Target[],
  by: readonly Role[],
  options: { seat?: Seat; versioned?: boolean } = {},
): Transition {
  return { from, to, by, seat: options.seat ?? 'reader', versioned: options.versioned ?? true };
}

const LEAD = { seat: 'lead' } as const;
/** Two different people of these (rules §9); which two, the guards say. */
const PUBLISHERS: readonly Role[] = ['dispatcher', 'supervisor'];
const FREE = { versioned: false } as const;

/** The one table of states and actions (rules §4): buttons, guards, documentation and tests derive from it. */
export const TRANSITIONS: Readonly<Record<Action, Transition>> = {
  propose: rule(['awaiting_instruction', 'awaiting_dispatch'], ['same'], ['dispatcher'], FREE),
  instruct: rule(['awaiting_instruction'], ['same', 'awaiting_dispatch'], ['leader']),
  ask_instruction: rule(['awaiting_dispatch'], ['awaiting_instruction'], ['dispatcher']),
  dispatch: rule(['awaiting_dispatch'], ['awaiting_sign'], ['dispatcher']),
  designate: rule(['awaiting_dispatch'], ['awaiting_sign'], ['dispatcher']),
  sign: rule(['awaiting_sign'], ['handling'], ['handler'], LEAD),
  request_return: rule(['awaiting_sign', 'handling'], ['return_pending'], ['handler'], LEAD),
  accept_return: rule(['return_pending'], ['awaiting_dispatch'], ['dispatcher']),
  reject_return: rule(['return_pending'], ['before'], ['dispatcher']),
  reassign: rule(['awaiting_sign', 'handling'], ['awaiting_sign'], ['dispatcher']),
  add_co_unit: rule(['awaiting_sign', 'handling'], ['same'], ['dispatcher', 'handler'], { seat: 'desk_or_lead' }),
  submit_opinion: rule(['awaiting_sign', 'handling'], ['same'], ['handler'], { seat: 'co', ...FREE }),
  set_subject_unit: rule(OPEN, ['same', 'awaiting_dispatch'], ['dispatcher']),
  contact: rule(['handling'], ['same'], ['handler'], { ...LEAD, ...FREE }),
  add_note: rule(OPEN, ['same'], READERS, FREE),
  progress: rule(['handling'], ['same'], ['handler'], { ...LEAD, ...FREE }),
  request_extension: rule(['handling'], ['same'], ['handler'], LEAD),
  approve_extension: rule(['handling'], ['same'], ['dispatcher', 'leader']),
  refuse_extension: rule(['handling'], ['same'], ['dispatcher', 'leader']),
  pause: rule(['handling'], ['same'], ['dispatcher']),
  resume: rule(['handling'], ['same'], ['dispatcher']),
  request_suspension: rule(['handling'], ['same'], ['handler'], LEAD),
  suspend: rule(['handling'], ['suspended'], ['leader']),
  refuse_suspension: rule(['handling'], ['same'], ['leader']),
  unsuspend: rule(['suspended'], ['handling'], ['leader']),
  request_termination: rule(OPEN, ['same'], ['handler'], LEAD),
  terminate: rule(OPEN, ['terminated'], ['dispatcher']),
  refuse_termination: rule(OPEN, ['same'], ['dispatcher']),
  withdraw: rule(OPEN, ['terminated'], ['agent', 'dispatcher']),
  submit_reply: rule(['handling'], ['awaiting_unit_review'], ['handler'], LEAD),
  approve_reply: rule(['awaiting_unit_review'], ['awaiting_center_review'], ['unit_head'], LEAD),
  reject_reply: rule(['awaiting_unit_review'], ['handling'], ['unit_head'], LEAD),
  accept_reply: rule(['awaiting_center_review'], ['awaiting_callback', 'closed'], ['dispatcher']),
  send_back: rule(['awaiting_center_review'], ['handling'], ['dispatcher']),
  record_callback: rule(['awaiting_callback'], ['same', 'closed', 'handling'], ['callback_agent']),
  redo: rule(['awaiting_callback', 'closed'], ['handling'], ['callback_agent', 'dispatcher']),
  clear_publication: rule(['closed'], ['same'], PUBLISHERS),
  publish: rule(['closed'], ['same'], PUBLISHERS),
  // What should not stand there must come down however old the case is.
  unpublish: rule(['closed', 'archived'], ['same'], PUBLISHERS),
  request_exclusion: rule(REPLIED, ['same'], ['unit_head'], LEAD),
  exclude: rule(REPLIED, ['same'], ['supervisor']),
  refuse_exclusion: rule(REPLIED, ['same'], ['supervisor']),
  merge: rule(OPEN, ['parent'], ['dispatcher']),
  unmerge: rule(OPEN, ['own'], ['dispatcher']),
  split: rule(OPEN, ['same'], ['dispatcher']),
  urge: rule(OPEN, ['same'], ['agent', 'supervisor'], FREE),
  supervise: rule(OPEN, ['same'], ['supervisor'], FREE),
  // Before dispatch a leader writes `instruct`.
  note_instruction: rule(
    OPEN.filter((state) => state !== 'awaiting_instruction'),
    ['same'],
    ['leader'],
    FREE,
  ),
  report_supervision: rule(OPEN, ['same'], ['handler'], { ...LEAD, ...FREE }),
};

/** Where an order may stand when it is merged, and so where undoing the merge may bring it back to. */
const MERGEABLE: readonly OrderState[] = ['awaiting_instruction', 'awaiting_dispatch', 'awaiting_sign', 'handling'];
/** Where the main order may stand when another is merged into it. */
const ABSORBING: readonly OrderState[] = [...MERGEABLE, 'return_pending', 'awaiting_unit_review'];

export function isAction(word: string): word is Action {
  return (ACTIONS as readonly string[]).includes(word);
}

/** Whom the clock is charged to; `unit` stands for the lead unit of that moment. */
export type ClockCharge = 'leader' | 'hotline' | 'unit' | 'nobody';

/** “Clock charged to” of each state (rules §4); the ledger derives from it and from nothing else. */
export const CLOCK_CHARGED_TO: Readonly<Record<OrderState, ClockCharge>> = {
  awaiting_instruction: 'leader',
  awaiting_dispatch: 'hotline',
  awaiting_sign: 'unit',
  handling: 'unit',
  return_pending: 'hotline',
  awaiting_unit_review: 'unit',
  awaiting_center_review: 'hotline',
  awaiting_callback: 'hotline',
  suspended: 'nobody',
  closed: 'nobody',
  terminated: 'nobody',
  archived: 'nobody',
};

/** The states an order is born in: a letter to a leader waits for an instruction, everything else for dispatch. */
export const INITIAL_STATES: readonly OrderState[] = ['awaiting_instruction', 'awaiting_dispatch'];

/** The states the sweep archives from, after the days of the order rules (rules §5); nobody archives by hand. */
export const ARCHIVED_FROM: readonly OrderState[] = ['closed', 'terminated'];

/** The states an order may be in after the action: for the documentation, the table test and the replay. */
export function targetsOf(action: Action, from: OrderState): readonly OrderState[] {
  return TRANSITIONS[action].to.flatMap((target): readonly OrderState[] => {
    if (target === 'same') return [from];
    if (target === 'before') return TRANSITIONS.request_return.from;
    if (target === 'parent') return ABSORBING;
    if (target === 'own') return MERGEABLE;
    return [target];
  });
}
