/** Sentences that stand in many cases: how a caller begins and goes on, how a unit begins and ends. */
export const CALL_OPENINGS = [
  '市民来电反映：',
  '来电人称，',
  '群众反映：',
  '一位男士来电反映，',
  '一位女士来电反映，',
  '诉求人表示，',
];
export const LETTER_OPENINGS = [
  '尊敬的县长：您好！',
  '县长您好，',
  '尊敬的领导：您好，打扰了。',
  '您好，我是{town}的一名普通群众。',
  '县领导好！',
];

/** The middle of a complaint: what was tried before, whom it affects. */
export const DETAILS = [
  '此前已向{village}反映过两次，只说会上报，一直没有结果。',
  '到现在已有{days}天左右，情况没有好转。',
  '大家多次商量，也想不出别的办法。',
  '问题虽小，但天天遇到，实在影响生活。',
  '之前也有工作人员来看过，拍了照片就走了，后来没有下文。',
  '家里有老人和小孩，确实等不起。',
  '来电人愿意到现场指认，也可以提供照片和视频。',
  '邻里之间都有同样的看法，推举我来反映。',
  '我们理解工作有难处，但希望能给个明确的说法。',
  '若需要了解详细情况，可以联系本人，白天晚上都可以。',
  '打过几次电话询问，每次答复都不一样。',
  '担心再拖下去会出更大的问题。',
];
export const LETTER_CLOSINGS = ['盼复，谢谢！', '恳请重视，万分感谢。', '期待您的回音。', '祝工作顺利。', ''];

export const REPLY_OPENINGS = [
  '您好，您反映的问题已收悉。',
  '您好！收到您的诉求后，我单位高度重视，立即安排人员核实。',
  '您好，关于您反映的事项，现答复如下：',
  '尊敬的市民，您好！感谢您的关注与监督。',
];
export const REPLY_CLOSINGS = [
  '感谢您对我们工作的支持，如有疑问请随时联系。',
  '下一步我们将加强巡查，防止问题反弹。',
  '再次感谢您的监督。',
  '处理情况已向您电话说明，感谢理解。',
  '欢迎继续监督，祝您生活愉快。',
];
export const PARTLY_SENTENCES = [
  '受资金和工期所限，剩余部分将列入下一步计划，请您谅解。',
  '个别问题还需多部门配合，我们将持续跟进。',
];
export const EXPLAINED_SENTENCES = [
  '有关政策依据和办理口径，已由工作人员当面向您解释。',
  '您提出的其他要求现行政策暂不支持，已向您说明依据，敬请理解。',
];
export const UNRESOLVED_SENTENCES = [
  '以上措施只能暂时缓解，根本解决涉及权属认定，我们将继续跟踪办理。',
  '因客观条件尚不具备，此次未能彻底解决，条件成熟后将优先安排。',
];

export const INTERNAL_ACCOUNTS = [
  '已安排分管负责人带队到现场核查，拍照取证，形成办理记录一份。',
  '由业务股室牵头办理，已与诉求人当面沟通，资料归档。',
  '联合{town}现场处理，责任人已签字确认。',
  '已落实整改责任人和时限，照片及回执留存备查。',
];
export const UNRESOLVED_ACCOUNT =
  '未能解决的原因：涉及历史遗留权属问题，相关材料不全，已报主要负责人研究，并向诉求人作了解释。';

export const CONTACT_NOTES = [
  '已电话联系诉求人，了解详细情况，约定现场查看时间。',
  '电话沟通，诉求人补充了具体位置和时间。',
  '已与诉求人见面，听取诉求并说明办理程序。',
  '电话联系，诉求人表示理解，等待处理结果。',
];
export const CONTACT_FAILED_NOTES = ['电话无人接听，已留短信说明。', '多次拨打占线，稍后再联系。'];
export const PROGRESS_NOTES = [
  '已完成现场勘查，正在制定处理方案。',
  '已协调相关单位，材料已备齐，施工人员本周进场。',
  '已向责任单位下达整改通知，正在督促落实。',
  '已约谈当事双方，定于近日再次调解。',
];
export const INTERNAL_NOTES = [
  '请注意与诉求人沟通方式，情绪较激动。',
  '同类诉求本月已有多件，建议一并研究。',
  '现场照片已收，待分管领导审阅。',
  '与{town}电话核实，情况基本属实。',
  '请在答复前核对政策文号。',
];
export const URGE_TEXTS = [
  '来电人再次来电，询问办理进度，希望尽快处理。',
  '诉求人来电催办，称问题仍未解决。',
  '同一诉求人再次反映，情况有所加重，请抓紧办理。',
];

export const DISPATCH_NOTES = [
  '请按职责核实办理，先联系诉求人。',
  '请依法依规办理，按时答复。',
  '请尽快现场核实，注意沟通方式。',
  '',
];
export const INSTRUCTIONS = [
  '请主管单位认真核查，依法依规处理，并将结果报县政府办公室。',
  '群众利益无小事，请抓紧办理，限时答复。',
  '请牵头单位会同属地实地调查，拿出解决办法，做好群众解释工作。',
  '转有关单位阅处，务必给群众一个明确答复。',
];

export const RETURN_BASES: Readonly<Record<string, string>> = {
  not_our_duty: '根据部门“三定”规定，该事项不属于本单位职责范围，建议转交主管部门办理。',
  wrong_area: '经核实，反映地点不在本辖区内，建议转交属地办理。',
  unclear: '诉求内容未说明具体地点和对象，无法核实，建议补充后再派。',
  duplicate: '本件与此前办理中的工单内容相同，建议合并办理。',
};
export const REJECT_RETURN_REASONS = [
  '经核对权责清单，该事项属你单位职责，请按时办理。',
  '按首接负责制，请你单位先行牵头办理。',
];
export const ACCEPT_RETURN_REASONS = ['理由成立，同意退回重新派单。', '经核实属地有误，同意退单。'];
export const REASSIGN_REASONS = ['经核实主管单位为其他部门，改派办理。', '属地调整，改派办理。'];

export const REJECT_REPLY_REASONS = [
  '答复过于笼统，请补充现场核查情况和处理措施。',
  '请核对时间和数据后重新拟稿。',
  '语气需修改，并附上政策依据。',
];
export const SEND_BACK_REASONS = [
  '答复未回应诉求人的主要问题，请补充办理。',
  '缺少办理结果和时间节点，退回补办。',
  '答复与诉求不符，请重新核实。',
];
export const REDO_REASONS = ['诉求人表示问题没有解决，要求重新办理。', '回访核实，处理措施未落实，退回重办。'];
export const DISSATISFIED_NOTES = [
  '诉求人认为处理时间太长。',
  '诉求人对处理结果不认可，认为只是口头答复。',
  '诉求人表示问题反弹，希望长效管理。',
  '诉求人对工作人员态度有意见。',
];
export const CALLBACK_NOTES = ['诉求人表示感谢。', '诉求人表示问题已解决。', '诉求人表示认可答复。', ''];

export const REFUSAL_ROUTES: Readonly<Record<string, string>> = {
  legal_route: '该事项已进入诉讼程序，请向受理法院反映或依法提起上诉。',
  in_petition: '该事项已由信访渠道受理，请向信访部门查询办理进度。',
  outside_area: '所反映地点不属于本县管辖，请拨打当地12345热线反映。',
  no_new_facts: '该事项已办理并答复，现无新的事实和理由；如有新证据请补充后再反映。',
  no_substance: '来电未说明具体诉求内容，请整理清楚时间、地点、事项后再次来电。',
};

/** Who asks at the desk, how the note of it begins, and what is added. */
export const DESK_WHO = [
  '',
  '{town}居民',
  '{town}{village}村民',
  '{estate}住户',
  '在外务工人员',
  '{surname}女士',
  '{surname}先生',
];
export const DESK_OPENINGS = [
  '来电人家住{town}{village}，',
  '市民来电询问：',
  '来电咨询，',
  '{surname}女士询问，',
  '来电人打算近期办理，想先问清楚。',
];
export const DESK_TAILS = [
  '',
  '希望一次说清楚，免得白跑。',
  '另外想问办理地点和上班时间。',
  '家里只有老人，不太会操作手机。',
];
/** Reasons a caller is sent elsewhere for, as far as `REFUSAL_ROUTES` knows a route. */
export const DESK_REFUSALS = ['legal_route', 'in_petition', 'outside_area', 'no_new_facts', 'no_substance'] as const;
