import { type Channel, type ChannelsTable, LEADER_POSTS, SHIPPED_CHANNELS, TRACKS } from '@minsheng/contracts';
import { type TableCheck } from './table-check';

const CODE = { form: /^[a-z][a-z0-9_]{1,39}$/, allowed: '编码须为 2–40 个小写字母、数字、下划线，以字母开头' };

/** The channels of a new installation. */
export function shippedChannels(): ChannelsTable {
  return { channels: SHIPPED_CHANNELS };
}

/** Reads the channels. Codes that ship with the program are known outside: they can be switched off, not removed. */
export function readChannels(check: TableCheck, value: unknown): ChannelsTable {
  const channels = check
    .list(check.object(value, '受理渠道').channels, '受理渠道', 100)
    .map((row) => readOne(check, row));
  check.unique(
    channels.map(({ code }) => code),
    '渠道编码',
  );
  check.unique(
    channels.map(({ label }) => label),
    '渠道名称',
  );
  for (const { code, label } of SHIPPED_CHANNELS) {
    if (!channels.some((channel) => channel.code === code)) check.say(label, '内置渠道不能删除，只能停用');
  }
  if (!channels.some(({ active }) => active)) check.say('受理渠道', '至少要有一个渠道在用');
  return { channels };
}

function readOne(check: TableCheck, value: unknown): Channel {
  const row = check.object(value, '受理渠道');
  const code = check.pattern(row.code, '渠道编码', CODE);
  const label = check.text(row.label, `渠道 ${code} 的名称`, { max: 30 });
  const instructionChain = check.choices(row.instructionChain, `${label}·批示顺序`, LEADER_POSTS);
  return {
    code,
    label,
    track: check.choice(row.track, `${label}·时限轨道`, TRACKS),
    instructionChain,
    instructionRequired: instructionChain.length > 0,
    identityRequired: check.bool(row.identityRequired, `${label}·实名`),
    publishable: check.bool(row.publishable, `${label}·可公开`),
    callbackPercent: check.int(row.callbackPercent, `${label}·回访比例`, [0, 100]),
    active: check.bool(row.active, `${label}·在用`),
    reportLabel: check.text(row.reportLabel, `${label}·报表名称`, { max: 30 }),
  };
}
