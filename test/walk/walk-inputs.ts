import {
  type Action,
  type ActionInputs,
  CONTACT_OUTCOMES,
  PAUSE_REASONS,
  RETURN_REASONS,
  SUPERVISION_LEVELS,
} from '@minsheng/contracts';
import { type Dice } from './dice';

const HOUR = 3_600_000;

/** What a step may know when it fills in a form. */
export interface WalkMoment {
  readonly dice: Dice;
  readonly now: Date;
  readonly units: readonly string[];
  /** Orders that one may be merged into. */
  readonly orders: readonly string[];
}

type Fill<A extends Action> = (moment: WalkMoment) => ActionInputs[A];

const note = { reason: '随机走查' } as const;
const hence = (now: Date, hours: number): string => new Date(now.getTime() + hours * HOUR).toISOString();

/** A form of every action, mostly sensible, sometimes not: refusals are part of the walk. */
export const WALK_INPUTS: { readonly [A in Action]: Fill<A> } = {
  propose: () => ({ text: '拟由职能部门办理' }),
  instruct: () => ({ text: '请抓紧办理' }),
  ask_instruction: ({ dice }) => ({ propose: '请示', posts: dice.chance(50) ? ['vice', 'mayor'] : ['vice'] }),
  dispatch: ({ dice, units }) => ({
    leadUnitCode: dice.pick(units),
    brief: '请核查',
    ...(dice.chance(25) ? { coUnitCodes: [dice.pick(units)] } : {}),
    ...(dice.chance(15) ? { urgency: dice.pick(['critical', 'urgent', 'hard'] as const) } : {}),
    ...(dice.chance(15) ? { kind: dice.pick(['consultation', 'help', 'suggestion', 'praise'] as const) } : {}),
  }),
  designate: ({ dice, units }) => ({ leadUnitCode: dice.pick(units), reason: '职责交叉' }),
  sign: () => ({}),
  request_return: ({ dice, units }) => ({
    reasonCode: dice.pick(RETURN_REASONS),
    basis: '三定方案',
    ...(dice.chance(40) ? { suggestedUnitCode: dice.pick(units) } : {}),
  }),
  accept_return: () => ({}),
  reject_return: () => note,
  reassign: ({ dice, units }) => ({ unitCode: dice.pick(units), reason: '调整' }),
  add_co_unit: ({ dice, units, now }) => ({
    unitCode: dice.pick(units),
    ...(dice.chance(30) ? { dueAt: hence(now, dice.below(200)) } : {}),
  }),
  submit_opinion: () => ({ text: '已核实' }),
  set_subject_unit: ({ dice, units }) => ({ unitCode: dice.pick(units) }),
  contact: ({ dice, now }) => ({ at: hence(now, -dice.below(3)), outcome: dice.pick(CONTACT_OUTCOMES), note: '电话' }),
  add_note: () => ({ text: '备注' }),
  progress: ({ dice }) => ({ text: '正在办理', public: dice.chance(50) }),
  request_extension: ({ dice }) => ({ workdays: 1 + dice.below(12), reason: '备件未到' }),
  approve_extension: () => ({}),
  refuse_extension: () => note,
  pause: ({ dice, now }) => ({ reasonCode: dice.pick(PAUSE_REASONS), until: hence(now, dice.below(150)) }),
  resume: () => ({}),
  request_suspension: () => note,
  suspend: ({ dice, now }) => ({ reviewDate: hence(now, 24 * dice.below(60)).slice(0, 10) }),
  refuse_suspension: () => note,
  unsuspend: () => ({}),
  request_termination: () => ({ reasonCode: 'legal_route' }),
  terminate: () => ({ reasonCode: 'no_substance' }),
  refuse_termination: () => note,
  withdraw: () => ({ reason: '本人撤回' }),
  submit_reply: ({ dice, now }) => ({
    resultCode: dice.pick(['resolved', 'partly', 'explained', 'unresolved'] as const),
    publicReply: '已办理。',
    internalAccount: '已现场处理。',
    ...(dice.chance(80) ? { contactedAt: hence(now, -1) } : {}),
  }),
  approve_reply: () => ({}),
  reject_reply: () => note,
  accept_reply: () => ({}),
  send_back: () => note,
  record_callback: ({ dice }) =>
    dice.pick<ActionInputs['record_callback']>([
      { outcome: 'answered', resolved: true, satisfaction: 'satisfied' },
      { outcome: 'answered', resolved: false, satisfaction: 'dissatisfied', note: '没修好' },
      { outcome: 'not_reached' },
      { outcome: 'refused' },
      { outcome: 'invalid_number' },
    ]),
  redo: () => note,
  request_exclusion: () => ({ categoryCode: 'unreasonable', reason: '诉求不合理', evidence: '见附件' }),
  exclude: () => ({}),
  refuse_exclusion: () => note,
  merge: ({ dice, orders }) => ({ intoOrderCode: dice.pick(orders), reason: '同一事项' }),
  unmerge: () => note,
  split: ({ dice }) => ({
    parts: Array.from({ length: 1 + dice.below(2) }, (_, n) => ({
      title: `另一事项${String(n)}`,
      content: '井盖破损',
    })),
  }),
  clear_publication: () => ({ title: '随机走查', content: '反映的事项', reply: '已办理。' }),
  publish: () => ({}),
  unpublish: () => note,
  urge: () => ({ reason: '群众再次来电' }),
  supervise: ({ dice, now }) => ({
    level: dice.pick(SUPERVISION_LEVELS),
    text: '请抓紧办理',
    dueAt: hence(now, dice.below(100) - 1),
  }),
  note_instruction: ({ dice, now }) => ({
    text: '请限期办结',
    ...(dice.chance(50) ? { dueAt: hence(now, 1 + dice.below(100)) } : {}),
  }),
  report_supervision: () => ({ text: '已落实' }),
};

/** Open so often, or ending a life so soon, that chance alone would do little else. */
export const ASIDE: readonly Action[] = [
  'propose',
  'ask_instruction',
  'add_note',
  'urge',
  'supervise',
  'note_instruction',
  'report_supervision',
  'progress',
  'contact',
  'add_co_unit',
  'submit_opinion',
  'reassign',
  'set_subject_unit',
  'request_termination',
  'terminate',
  'withdraw',
  'merge',
  'split',
];

/** Of those, the ones after which nothing more happens. */
export const ENDINGS: readonly Action[] = ['terminate', 'withdraw', 'set_subject_unit'];
