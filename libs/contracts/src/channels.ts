import { type LeaderPost, type Track } from './vocabulary';

/** A channel is a row, not code: these are the rows a new installation starts with (rules §2). */
export interface Channel {
  readonly code: string;
  readonly label: string;
  readonly track: Track;
  /** Leaders' posts that write an instruction before dispatch, in this order (分管领导, then 县长); empty for none. */
  readonly instructionChain: readonly LeaderPost[];
  /** The chain is not empty. */
  readonly instructionRequired: boolean;
  /** A name and a number must be given; anonymous appeals are refused. */
  readonly identityRequired: boolean;
  /** Replies may be published when the citizen agrees. */
  readonly publishable: boolean;
  /** How many of a hundred replied cases are called back; all of them unless the county samples. */
  readonly callbackPercent: number;
  /** A channel that was switched off takes nothing new; what it brought keeps its name. */
  readonly active: boolean;
  /** What the reports call it. */
  readonly reportLabel: string;
}

function channel(code: string, label: string, track: Track, flags = ''): Channel {
  const instructionChain: LeaderPost[] = [
    ...(flags.includes('v') ? (['vice'] as const) : []),
    ...(flags.includes('m') ? (['mayor'] as const) : []),
  ];
  return {
    code,
    label,
    track,
    instructionChain,
    instructionRequired: instructionChain.length > 0,
    identityRequired: flags.includes('d'),
    publishable: flags.includes('p'),
    callbackPercent: 100,
    active: true,
    reportLabel: label,
  };
}

/** Flags: v, m = instruction by the vice mayor, the mayor first; d = identity required, p = publishable. */
export const SHIPPED_CHANNELS: readonly Channel[] = [
  channel('county_mailbox', '县长信箱', 'county_mailbox', 'vmdp'),
  channel('opinion', '网络舆情交办', 'opinion', 'v'),
  channel('city_mailbox', '市长信箱转办', 'city_mailbox', 'd'),
  channel('upper_platform', '上级平台转派', 'by_kind', 'd'),
  channel('npc_proposal', '人大代表建议', 'npc_proposal', 'd'),
  channel('cppcc_proposal', '政协提案', 'cppcc_proposal', 'd'),
  channel('disclosure_request', '依申请公开', 'disclosure_request', 'd'),
  channel('letter', '群众来信', 'letter', 'd'),
  channel('visit', '来访', 'visit', 'd'),
  channel('hotline_12345', '12345热线', 'by_kind'),
  channel('public_opinion', '社情民意', 'by_kind'),
  channel('stuck_window', '办不成事窗口', 'stuck_window'),
  channel('service_rating', '好差评差评', 'by_kind'),
  channel('supervision_phone', '监督投诉电话', 'by_kind'),
  channel('consult_line', '114/96128政务咨询专线', 'by_kind'),
  channel('field_visit', '巡回接访/便民赶集日', 'by_kind'),
  channel('wechat', '微信', 'by_kind'),
  channel('app', '掌上端', 'by_kind'),
  channel('open311', 'Open311接口', 'by_kind'),
  channel('emergency_110', '110转入', 'by_kind'),
  channel('e_supervision', '电子监察', 'by_kind'),
];
