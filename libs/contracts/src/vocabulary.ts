/**
 * The words of the product: every code that travels on the wire, with the Chinese label a person sees.
 * docs/glossary.md explains them; nobody else may spell a code or a label again.
 */

/** Turns a `{code: label}` table into its list of codes, in the order written. */
function codes<T extends Record<string, string>>(labels: T): readonly (keyof T & string)[] {
  return Object.keys(labels);
}

export const ROLE_LABELS = {
  agent: '话务员',
  dispatcher: '派单员',
  callback_agent: '回访员',
  handler: '承办人',
  unit_head: '单位审签人',
  supervisor: '督办员',
  leader: '县领导',
  auditor: '审计员',
  admin: '系统管理员',
} as const;
export type Role = keyof typeof ROLE_LABELS;
export const ROLES = codes(ROLE_LABELS) as readonly Role[];

/** Leaders' posts in the order in which a letter reaches them. */
export const LEADER_POST_LABELS = { vice: '分管领导', mayor: '县长' } as const;
export type LeaderPost = keyof typeof LEADER_POST_LABELS;
export const LEADER_POSTS = codes(LEADER_POST_LABELS) as readonly LeaderPost[];

/**
 * 岗位: the seat an account holds within its role. Leaders instruct in sequence, first the one in charge, then the mayor
 * (rules §4 `instruct`); an administrator on the security post keeps accounts locked and unlocked and edits nothing else.
 */
export const POST_LABELS = {
  ...LEADER_POST_LABELS,
  security: '安全管理员',
} as const;
export type Post = keyof typeof POST_LABELS;
export const POSTS = codes(POST_LABELS) as readonly Post[];
/** The posts that each role knows; a role that is not named has none. */
export const POSTS_OF_ROLE: Readonly<Partial<Record<Role, readonly Post[]>>> = {
  leader: LEADER_POSTS,
  admin: ['security'],
};

export const KIND_LABELS = {
  consultation: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
  other: '其他',
} as const;
export type Kind = keyof typeof KIND_LABELS;
export const KINDS = codes(KIND_LABELS) as readonly Kind[];

export const URGENCY_LABELS = {
  critical: '特急',
  urgent: '紧急',
  normal: '一般',
  hard: '疑难',
} as const;
export type Urgency = keyof typeof URGENCY_LABELS;
export const URGENCIES = codes(URGENCY_LABELS) as readonly Urgency[];

export const STATE_LABELS = {
  awaiting_instruction: '待批示',
  awaiting_dispatch: '待派单',
  awaiting_sign: '待签收',
  handling: '办理中',
  return_pending: '退单待审',
  awaiting_unit_review: '待审签',
  awaiting_center_review: '待审核',
  awaiting_callback: '待回访',
  suspended: '挂账',
  closed: '已办结',
  terminated: '终止办理',
  archived: '已归档',
} as const;
export type OrderState = keyof typeof STATE_LABELS;
export const ORDER_STATES = codes(STATE_LABELS) as readonly OrderState[];

/** To whom the clock ledger charges a stretch of time; a unit is written `unit:CODE` and called by its own name. */
export const LEDGER_HOLDER_LABELS = {
  hotline: '热线中心',
  leader: '县领导',
  citizen: '诉求人',
  nobody: '不计入任何一方',
} as const;
export type LedgerHolder = keyof typeof LEDGER_HOLDER_LABELS | `unit:${string}`;

/** Why the time passed: the state the order was in, or why its clock stood. Closed appears only as the gap between closing and a redo. */
export type LedgerReason = OrderState | 'paused_citizen' | 'paused_statutory';
export const LEDGER_REASON_LABELS: Readonly<Record<LedgerReason, string>> = {
  ...STATE_LABELS,
  paused_citizen: '停表（等待诉求人）',
  paused_statutory: '停表（法定程序）',
  closed: '办结后至重办前',
};

/** Actions that work in this version; the table in the domain library says from where, by whom and to where. */
export const ACTION_LABELS = {
  propose: '拟办',
  instruct: '批示',
  ask_instruction: '呈批',
  dispatch: '派单',
  designate: '指定承办',
  sign: '签收',
  request_return: '申请退单',
  accept_return: '同意退单',
  reject_return: '驳回退单',
  reassign: '改派',
  add_co_unit: '加派协办',
  submit_opinion: '协办意见',
  set_subject_unit: '标明被反映单位',
  contact: '联系群众',
  add_note: '内部备注',
  progress: '阶段性反馈',
  request_extension: '申请延期',
  approve_extension: '同意延期',
  refuse_extension: '不同意延期',
  pause: '停表',
  resume: '恢复计时',
  request_suspension: '申请挂账',
  suspend: '同意挂账',
  refuse_suspension: '不同意挂账',
  unsuspend: '解除挂账',
  request_termination: '申请终止',
  terminate: '终止办理',
  refuse_termination: '不同意终止',
  withdraw: '撤回诉求',
  submit_reply: '提交答复',
  approve_reply: '审签通过',
  reject_reply: '审签退回',
  accept_reply: '审核通过',
  send_back: '退回补办',
  record_callback: '回访登记',
  redo: '重办',
  clear_publication: '公开初审',
  publish: '公开',
  unpublish: '撤下公开',
  request_exclusion: '申请剔除考核',
  exclude: '同意剔除',
  refuse_exclusion: '不同意剔除',
  merge: '并单',
  unmerge: '撤销并单',
  split: '拆单',
  urge: '催办',
  supervise: '督办',
  note_instruction: '办理中批示',
  report_supervision: '督办反馈',
} as const;
export type Action = keyof typeof ACTION_LABELS;
export const ACTIONS = codes(ACTION_LABELS) as readonly Action[];

/** What the system itself or a citizen adds to an order's history; nobody can post these as actions. */
export const SYSTEM_ACTION_LABELS = {
  open: '登记',
  import: '历史导入',
  rate: '群众评价',
  recompute: '重算时限',
  absorb: '并入诉求',
  detach: '移出并单',
  follow: '随主单',
  group_alert: '群诉预警',
  remind: '到期提醒',
  warn_blue: '蓝色提醒',
  card_yellow: '黄牌',
  card_red: '红牌',
  escalate: '提级',
  chase: '超时提醒',
  archive: '归档',
} as const;
export type SystemAction = keyof typeof SYSTEM_ACTION_LABELS;
export type HistoryAction = Action | SystemAction;
export const HISTORY_ACTION_LABELS: Record<HistoryAction, string> = { ...ACTION_LABELS, ...SYSTEM_ACTION_LABELS };

export const RESULT_LABELS = {
  resolved: '已解决',
  partly: '部分解决',
  explained: '解释说明',
  unresolved: '未解决',
} as const;
export type ResultCode = keyof typeof RESULT_LABELS;
export const RESULT_CODES = codes(RESULT_LABELS) as readonly ResultCode[];

export const SATISFACTION_LABELS = {
  very_satisfied: '非常满意',
  satisfied: '满意',
  fairly_satisfied: '基本满意',
  dissatisfied: '不满意',
  very_dissatisfied: '非常不满意',
} as const;
export type Satisfaction = keyof typeof SATISFACTION_LABELS;
export const SATISFACTIONS = codes(SATISFACTION_LABELS) as readonly Satisfaction[];

export const CALLBACK_OUTCOME_LABELS = {
  answered: '已接听',
  not_reached: '未接通',
  refused: '拒访',
  invalid_number: '空号',
} as const;
export type CallbackOutcome = keyof typeof CALLBACK_OUTCOME_LABELS;
export const CALLBACK_OUTCOMES = codes(CALLBACK_OUTCOME_LABELS) as readonly CallbackOutcome[];

export const CONTACT_OUTCOME_LABELS = {
  answered: '已联系上',
  not_reached: '未联系上',
  refused: '拒绝沟通',
  invalid_number: '空号',
} as const;
export type ContactOutcome = keyof typeof CONTACT_OUTCOME_LABELS;
export const CONTACT_OUTCOMES = codes(CONTACT_OUTCOME_LABELS) as readonly ContactOutcome[];

export const RETURN_REASON_LABELS = {
  not_our_duty: '非本单位职责',
  wrong_area: '属地不符',
  unclear: '内容不清需补充',
  duplicate: '重复工单',
  legal_route: '已进入法定途径',
  other: '其他',
} as const;
/** Shipped codes, and what an administrator adds to refine “other”. */
export type ReturnReason = keyof typeof RETURN_REASON_LABELS | `other_${string}`;
export const RETURN_REASONS = codes(RETURN_REASON_LABELS) as readonly (keyof typeof RETURN_REASON_LABELS)[];

/** Why an appeal is not accepted (不予受理): 国办发〔2020〕53号, 国办函〔2025〕66号 (二). */
export const REFUSAL_REASON_LABELS = {
  legal_route: '须通过诉讼、仲裁、纪检监察、行政复议、政府信息公开等程序解决',
  in_petition: '已进入信访渠道办理',
  secret_or_privacy: '涉及国家秘密、商业秘密、个人隐私',
  against_public_order: '违反法律法规、违背公序良俗',
  outside_area: '不属于本行政区域管辖',
  no_new_facts: '已依法办理且无新事实、新理由',
  no_substance: '无实质内容或恶意骚扰',
  other: '其他',
} as const;
export type RefusalReason = keyof typeof REFUSAL_REASON_LABELS | `other_${string}`;
export const REFUSAL_REASONS = codes(REFUSAL_REASON_LABELS) as readonly (keyof typeof REFUSAL_REASON_LABELS)[];

export const HANDOVER_SERVICE_LABELS = {
  '110': '公安报警 110',
  '119': '消防救援 119',
  '120': '医疗急救 120',
  '122': '交通事故 122',
} as const;
export type HandoverService = keyof typeof HANDOVER_SERVICE_LABELS;
export const HANDOVER_SERVICES = codes(HANDOVER_SERVICE_LABELS) as readonly HandoverService[];

export const LAMP_LABELS = {
  none: '无',
  green: '正常',
  yellow: '临期',
  orange: '今日到期',
  red: '逾期',
  dark: '严重逾期',
} as const;
export type Lamp = keyof typeof LAMP_LABELS;
export const LAMPS = codes(LAMP_LABELS) as readonly Lamp[];

export const UNIT_KIND_LABELS = {
  township: '乡镇',
  department: '县直部门',
  enterprise: '公共服务企业',
  sub_unit: '下属单位',
} as const;
export type UnitKind = keyof typeof UNIT_KIND_LABELS;
export const UNIT_KINDS = codes(UNIT_KIND_LABELS) as readonly UnitKind[];

/** What one person asks for and another decides. */
export const APPLICATION_KIND_LABELS = {
  extension: '延期',
  suspension: '挂账',
  termination: '终止办理',
  exclusion: '剔除考核',
} as const;
export type ApplicationKind = keyof typeof APPLICATION_KIND_LABELS;

/** Decisions that an order waits for, by who decides: each is a queue of its own. */
export const WAITING_LABELS = {
  extension_first: '延期待审（第一次）',
  extension_second: '延期待批（第二次）',
  suspension: '挂账待批',
  termination: '终止待审',
  exclusion: '剔除待审',
} as const;
export type Waiting = keyof typeof WAITING_LABELS;
export const WAITINGS = codes(WAITING_LABELS) as readonly Waiting[];

/** Why a case should not count against the unit in its assessment. */
export const EXCLUSION_CATEGORY_LABELS = {
  unreasonable: '诉求不合理',
  beyond_duty: '超出职责范围',
  did_all: '已尽责但客观上无法解决',
  history: '历史遗留问题',
  lost_contact: '诉求人失联',
  repeated: '重复或恶意诉求',
  other: '其他',
} as const;
export type ExclusionCategory = keyof typeof EXCLUSION_CATEGORY_LABELS | `other_${string}`;
export const EXCLUSION_CATEGORIES = codes(
  EXCLUSION_CATEGORY_LABELS,
) as readonly (keyof typeof EXCLUSION_CATEGORY_LABELS)[];

/** What a caller is dissatisfied with. */
export const DISSATISFACTION_LABELS = {
  result: '办理结果',
  attitude: '工作态度',
  speed: '办理时效',
  reply: '答复质量',
  other: '其他',
} as const;
export type Dissatisfaction = keyof typeof DISSATISFACTION_LABELS;
export const DISSATISFACTIONS = codes(DISSATISFACTION_LABELS) as readonly Dissatisfaction[];

/** Why a unit's clock is stopped: waiting for the citizen, or a procedure that a law prescribes. */
export const PAUSE_REASON_LABELS = {
  citizen: '等待诉求人配合或补充材料',
  appraisal: '法定鉴定',
  hearing: '法定听证',
  testing: '法定检测',
  review: '法定评审',
} as const;
export type PauseReason = keyof typeof PAUSE_REASON_LABELS | `other_${string}`;
export const PAUSE_REASONS = codes(PAUSE_REASON_LABELS) as readonly (keyof typeof PAUSE_REASON_LABELS)[];

/** Why a due time was moved after it was given. */
export const DUE_MOVE_LABELS = {
  extension: '同意延期',
  pause: '停表',
  resume: '提前恢复计时',
  suspension: '解除挂账',
  return_decided: '退单审核超时，补回工作日',
  sent_back: '审核占用的工作日不计',
  calendar: '放假安排调整',
  merge: '并单，取最早时限',
} as const;
export type DueMove = keyof typeof DUE_MOVE_LABELS;

/** How a unit's turn ended before a reply was accepted. */
export type TurnEnd = 'return' | 'reassign' | 'subject_unit' | 'terminated' | 'withdrawn' | 'merge' | 'other';

/** By what several callers are found to speak of the same (群诉预警, rules §3 flag `group`). */
export const GROUP_BASIS_LABELS = {
  order: '同一工单',
  location: '同一地点',
  matter: '同一乡镇、同类事项',
} as const;
export type GroupBasis = keyof typeof GROUP_BASIS_LABELS;

/** How an appeal ended at the desk. */
export const APPEAL_OUTCOME_LABELS = {
  order: '转办工单',
  answered: '直接答复',
  refused: '不予受理',
  handed_over: '转接专线',
  joined: '并入工单',
} as const;
export type AppealOutcome = keyof typeof APPEAL_OUTCOME_LABELS;
export const APPEAL_OUTCOMES = codes(APPEAL_OUTCOME_LABELS) as readonly AppealOutcome[];

/** What a citizen sees of a letter. */
export const LETTER_STATUS_LABELS = {
  received: '已收到',
  awaiting_instruction: '待领导批示',
  dispatched: '已交办',
  handling: '办理中',
  replied: '已答复',
  closed: '已办结',
  refused: '不予受理',
} as const;
export type LetterStatus = keyof typeof LETTER_STATUS_LABELS;

/** Which table of limits a channel uses; `by_kind` falls through to the kind of the appeal (rules §5). */
export const TRACKS = [
  'by_kind',
  'county_mailbox',
  'city_mailbox',
  'letter',
  'visit',
  'disclosure_request',
  'npc_proposal',
  'cppcc_proposal',
  'opinion',
  'stuck_window',
] as const;
export type Track = (typeof TRACKS)[number];

/** Personal fields that `reveal` may open. */
export const REVEAL_FIELDS = ['name', 'phone', 'address'] as const;
export type RevealField = (typeof REVEAL_FIELDS)[number];

/** The zone in which days begin and end. */
export const ZONE = 'Asia/Shanghai';
