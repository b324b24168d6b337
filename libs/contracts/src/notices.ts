/** How much a notice presses: urgent ones disturb people at night too. */
export const NOTICE_LEVEL_LABELS = { info: '一般', warn: '提醒', urgent: '紧急' } as const;
export type NoticeLevel = keyof typeof NOTICE_LEVEL_LABELS;

interface NoticeForm {
  readonly label: string;
  readonly level: NoticeLevel;
  /** `{title}` is the order's, as its reader may know it; every other name is a parameter that the caller must give. */
  readonly text: string;
}

/** Every notice there is. No parameter is free text: what people type may hold personal data (rules §9). */
export const NOTICE_FORMS = {
  dispatched: { label: '新工单', level: 'info', text: '新工单待签收：{title}' },
  due_soon: { label: '临期提醒', level: 'warn', text: '即将到期（{due}）：{title}' },
  overdue_blue: { label: '蓝色提醒', level: 'warn', text: '已逾期（应于 {due} 前办结）：{title}' },
  yellow_card: { label: '黄牌', level: 'warn', text: '黄牌督办（{cause}）：{title}' },
  red_card: { label: '红牌', level: 'warn', text: '红牌督办（{cause}）：{title}' },
  escalated: { label: '提级督办', level: 'warn', text: '提级督办（{cause}）：{title}' },
  urged: { label: '催办', level: 'warn', text: '第 {count} 次催办：{title}' },
  limit_passed: { label: '超时提醒', level: 'warn', text: '{what}：{title}' },
  supervision_reported: { label: '督办反馈', level: 'info', text: '{unit}已反馈督办落实情况：{title}' },
  supervised: { label: '督办', level: 'warn', text: '{level}：{title}' },
  instructed: { label: '领导批示', level: 'warn', text: '领导已批示，待派单：{title}' },
  returned: { label: '申请退单', level: 'info', text: '{unit}申请退单，待审核：{title}' },
  return_decided: { label: '退单结果', level: 'info', text: '退单申请{decision}：{title}' },
  extension_requested: { label: '申请延期', level: 'info', text: '{unit}申请延期，待审核：{title}' },
  extension_decided: { label: '延期结果', level: 'info', text: '延期申请{decision}：{title}' },
  sent_back: { label: '退回补办', level: 'warn', text: '答复被{by}退回，请补办：{title}' },
  redo: { label: '重办', level: 'warn', text: '第 {count} 次重办：{title}' },
  redo_asked: { label: '要求重办', level: 'warn', text: '群众要求重办，待派单员决定：{title}' },
  co_unit_added: { label: '协办任务', level: 'info', text: '请协助{unit}办理：{title}' },
  opinion_submitted: { label: '协办意见', level: 'info', text: '{unit}已提交协办意见：{title}' },
  suspension_requested: { label: '申请挂账', level: 'info', text: '{unit}申请挂账，待批准：{title}' },
  suspension_decided: { label: '挂账结果', level: 'info', text: '挂账申请{decision}：{title}' },
  termination_requested: { label: '申请终止', level: 'info', text: '{unit}申请终止办理，待审核：{title}' },
  termination_decided: { label: '终止结果', level: 'info', text: '终止办理申请{decision}：{title}' },
  group_alert: { label: '群诉预警', level: 'urgent', text: '同一事项已有 {count} 件诉求：{title}' },
  exclusion_requested: { label: '申请剔除', level: 'info', text: '{unit}申请剔除考核，待审核：{title}' },
  exclusion_decided: { label: '剔除结果', level: 'info', text: '剔除考核申请{decision}：{title}' },
  publication_waiting: { label: '待公开', level: 'info', text: '答复待公开复核：{title}' },
} as const satisfies Record<string, NoticeForm>;
export type NoticeKind = keyof typeof NOTICE_FORMS;
export const NOTICE_KINDS = Object.keys(NOTICE_FORMS) as readonly NoticeKind[];

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
/** What the text of a kind must be given; the title comes from the order itself. */
export type NoticeParams<K extends NoticeKind = NoticeKind> = Readonly<
  Record<Exclude<NamesIn<(typeof NOTICE_FORMS)[K]['text']>, 'title'>, string>
>;

/** What became of a delivery to an outside gateway. */
export const DELIVERY_STATUS_LABELS = {
  waiting: '待送达',
  delivered: '已送达',
  given_up: '已放弃',
  dropped: '已取消',
} as const;
export type DeliveryStatus = keyof typeof DELIVERY_STATUS_LABELS;
export const DELIVERY_STATUSES = Object.keys(DELIVERY_STATUS_LABELS) as readonly DeliveryStatus[];

/** What a delivery carries: a notice, or the trial that the administrator sends. */
export type DeliveryKind = NoticeKind | 'test';
