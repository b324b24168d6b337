import { type AppealOutcome, type Channel } from '@minsheng/contracts';
import { Weighted } from '../random';

type Share = readonly [code: string, weight: number];
/** Where orders come from, in percent: with the desk's answers the hotline makes about 70 % and the mailbox 6 % of all. */
export const ORDER_CHANNELS: readonly Share[] = [
  ['hotline_12345', 52],
  ['county_mailbox', 15],
  ['wechat', 8],
  ['app', 6],
  ['upper_platform', 5],
  ['city_mailbox', 2],
  ['visit', 2],
  ['letter', 1.5],
  ['public_opinion', 1.5],
  ['stuck_window', 1.5],
  ['opinion', 1],
  ['service_rating', 1],
  ['supervision_phone', 1],
  ['field_visit', 1],
  ['emergency_110', 0.6],
  ['npc_proposal', 0.4],
  ['cppcc_proposal', 0.3],
  ['disclosure_request', 0.2],
];
export const DESK_CHANNELS: readonly Share[] = [
  ['hotline_12345', 81],
  ['consult_line', 6],
  ['wechat', 7],
  ['app', 5],
  ['field_visit', 1],
];
export const DESK_OUTCOMES: readonly (readonly [AppealOutcome, number])[] = [
  ['answered', 94],
  ['refused', 3.5],
  ['handed_over', 2.5],
];

/** Channels drawn by their shares, as the installation has them. */
export function channels(shares: readonly Share[], rows: readonly Channel[]): Weighted<Channel> {
  const weights = new Map(shares);
  const drawn = rows.filter((channel) => weights.has(channel.code));
  return new Weighted(drawn, (channel) => weights.get(channel.code) ?? 0);
}
