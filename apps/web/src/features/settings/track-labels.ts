import type { Track } from '@minsheng/contracts';

/** Tracks of limits as a channel chooses them. */
export const TRACK_LABELS: Readonly<Record<Track, string>> = {
  by_kind: '按诉求类型',
  county_mailbox: '县长信箱',
  city_mailbox: '市长信箱',
  letter: '群众来信',
  visit: '来访（信访）',
  disclosure_request: '依申请公开',
  npc_proposal: '人大代表建议',
  cppcc_proposal: '政协提案',
  opinion: '网络舆情',
  stuck_window: '办不成事窗口',
};
