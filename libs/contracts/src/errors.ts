/**
 * Every error code with its Chinese message. `{x}` is filled from `params`. The HTTP status of a code is decided in
 * platform/http/problem.filter.ts. Messages name the field and what would be allowed.
 */
export const ERROR_MESSAGES = {
  // 400 malformed
  malformed: '请求内容不是有效的 JSON',
  invalid_field: '{field}：{reason}',
  unknown_action: '没有“{action}”这个操作',
  invalid_cursor: '翻页标记无效，请从第一页重新查询',
  // 401
  unauthenticated: '请先登录',
  bad_credentials: '用户名或密码不正确',
  account_locked: '连续 {failures} 次输错密码，账号已锁定，请在 {minutes} 分钟后再试',
  session_expired: '登录已过期，请重新登录',
  // 403
  forbidden: '您没有这项权限',
  not_your_unit: '只有主办单位的工作人员可以进行这项操作',
  // 404
  not_found: '没有找到，或您无权查看',
  route_not_found: '没有这个地址',
  // 409
  stale_version: '工单已被他人更新，请核对最新内容后再提交，您填写的内容不会丢失',
  conflict: '同时提交冲突，请重试',
  stale_entry: '派单目录第 {number} 条已被他人修改，请核对最新内容后再提交',
  // 422 a rule refuses
  action_not_allowed: '工单处于“{state}”，不能{action}；现在可以：{allowed}',
  text_required: '请填写{field}',
  unknown_unit: '没有编码为“{unit}”的单位',
  unknown_channel: '没有编码为“{channel}”的渠道',
  unknown_category: '没有编码为“{category}”的事项分类',
  subject_unit_excluded: '“{unit}”是被反映单位或其下属单位，依《信访工作条例》第三十条不得转交；请改派其他单位',
  identity_required: '“{channel}”须实名：请填写姓名和联系电话',
  anonymous_with_contact: '匿名诉求不应登记姓名、电话；要保密而不匿名，请改选“保密”',
  one_outcome: '直接答复、不予受理、转接、并入工单只能选一项',
  outcome_not_for_channel: '“{channel}”的来件须先经领导批示，不能直接答复',
  join_not_open: '工单 {order} 已办结或不存在，不能并入；请新建工单',
  join_subject_unit: '工单 {order} 由被反映单位可见，或反映的是另一单位，不能并入；请新建工单',
  letter_repeated: '同一号码今天已提交过标题和内容相同的信件，请勿重复提交；如有补充请说明新情况',
  mailbox_unknown: '没有编码为“{mailbox}”的信箱',
  captcha_wrong: '验证码不正确或已过期，请换一张重新填写',
  key_reused: '同一 Idempotency-Key 已用于内容不同的请求，请换一个新的键',
  rating_not_open: '信件办结前不能评价；收到答复后 {days} 天内可评价一次',
  rating_done: '这封信件已经评价过，每封信件只能评价一次',
  return_window_passed: '退单须在派单后 {limit} 内提出（截至 {until}），现已超过，请按规定办理',
  return_limit: '每个单位最多退单 {limit} 次，本单位已退 {count} 次，请按规定办理',
  return_designated: '本工单由热线中心指定承办，不能退单',
  designate_too_early: '第 {from} 次派单起才能指定承办，本工单将是第 {count} 次派单',
  instruction_turn: '本件现在须由{post}批示',
  extension_late: '延期须在时限届满前申请（时限至 {until}），现已超过',
  extension_kind: '{what}工单不能延期，请按期办理',
  extension_none: '每件工单最多延期 {most} 次，已延期 {count} 次',
  extension_too_long: '延期最多 {most} 个工作日，申请了 {asked} 个',
  extension_pending: '已有一份延期申请待审，审核前不能再申请',
  extension_waiting: '延期申请已按时提出、尚待审核，请等审核结果后再答复',
  extension_first: '第一次延期由派单员审核',
  extension_second: '第二次延期由县领导审批',
  exclusion_reason: '请选择剔除类别，或写明理由',
  exclusion_own: '申请人不能审核自己的剔除申请',
  exclusion_done: '本工单已同意剔除考核',
  application_missing: '没有待审的{kind}申请',
  application_pending: '已有一份{kind}申请待审',
  pause_running: '已经停表，请先恢复计时',
  pause_not_running: '没有停表，不需要恢复',
  pause_overdue: '时限已过，不能停表',
  pause_bounds: '停表须晚于现在，最长到 {until}（{days} 个工作日）',
  suspension_late: '时限已过，不能挂账',
  review_date: '复核日期须为今天之后、{until} 之前的日期，例如 2026-12-31',
  termination_reason: '请选择终止原因：{allowed}',
  co_unit_known: '“{unit}”已经是协办单位',
  co_unit_due: '协办时限须晚于现在，并至少比主办时限提前 {days} 个工作日（最晚 {until}）',
  not_co_unit: '只有协办单位的工作人员可以提交协办意见',
  supervision_due: '反馈期限须晚于现在',
  supervision_missing: '没有待反馈的督办单或批示',
  card_no_unit: '工单还没有主办单位，不能发牌；请改用蓝色提醒或提级督办',
  contact_missing: '本工单须先联系群众：请先登记联系情况，或填写联系时间',
  contact_in_future: '联系时间不能晚于现在',
  dissatisfied_note_required: '不满意的请在备注中写明原因',
  callback_fields: '接通后请记录是否解决和满意度；未接通时不要填写',
  callback_own_case: '登记或承办过本工单的人员不能回访，请由其他回访员回访',
  redo_window_passed: '办结超过 {days} 天，不能重办；请重新登记诉求',
  redo_no_unit: '历史件没有主办单位，不能重办；请新建工单',
  redo_dispatcher_only: '第 {count} 次重办须由派单员决定',
  same_unit: '工单已在“{unit}”，请选择其他单位',
  co_unit_is_lead: '协办单位不能与主办单位相同',
  rejected_reason_required: '请写明退回原因',
  reveal_limit: '今天查看联系方式已达 {limit} 次上限，请联系管理员',
  reveal_not_allowed: '本工单的联系方式不对您开放',
  pii_in_public_text: '{field}中含有{what}，请删去后再提交',
  limit_unreadable: '时限“{limit}”无法识别，例如：5workday、4workhour、15minute、24hour、60day、3month',
  scope_not_allowed: '您不能查看范围“{scope}”',
  scope_unknown: '没有范围“{scope}”；可用 county、unit:编码、channel:编码 等',
  month_unreadable: '月份“{month}”无法识别，应为 2019-03 这样的格式',
  month_not_over: '{month} 尚未结束，不能封账；月底后再封',
  period_invalid: '时间段无效：起始时间必须早于截止时间',
  unknown_township: '没有编码为“{township}”的乡镇',
  entry_taken: '派单目录第 {number} 条已规定“{scope}”，请修改那一条',
  entry_retired: '派单目录第 {number} 条已停用；需要时请新增一条',
  entry_needs_scope: '事项分类和乡镇至少填一项',
  import_unreadable:
    '文件无法读取，应为 .xlsx，第一行是表头：分类编码、乡镇编码、主办单位编码、协办单位编码、职责依据、备注',
  import_problems: '表格有 {count} 处问题，什么都没有写入',
  cycle_in_units: '单位“{unit}”的上级会形成循环',
  delivery_waiting: '这条投递仍在等待送达，不需要重新投递',
  password_too_weak: '密码至少 {length} 位，并含大写字母、小写字母、数字、符号中的三类',
  // 429
  too_many: '操作过于频繁，请在 {seconds} 秒后再试',
  // 500, 503
  internal: '系统出错，请把编号 {requestId} 告诉管理员',
  not_ready: '系统正在启动，请稍候',
} as const;
export type ErrorCode = keyof typeof ERROR_MESSAGES;
export type ErrorParams = Readonly<Record<string, string | number>>;

/** The body of every refusal. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly params: Record<string, unknown>;
  readonly requestId: string;
  /** With `stale_version`: the order as it is now. */
  readonly current?: unknown;
  /** With `invalid_field`: every field that was wrong. */
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
}

/** Fills a message's `{x}` from params; an unknown name stays visible rather than vanishing. */
export function errorMessage(code: ErrorCode, params: ErrorParams = {}): string {
  return ERROR_MESSAGES[code].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
