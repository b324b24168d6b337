import { type CommandIo } from './io';
import { type VerifyStore } from './ports';

const DRAIN_MS = 30_000;
const MOST_SHOWN = 200;

/** Waits for the events to arrive, then compares what each service holds, in one consistent read. */
export async function verify(store: VerifyStore, io: CommandIo): Promise<number> {
  io.progress('等待事件处理完毕……');
  const isDrained = await store.drain(DRAIN_MS);
  if (!isDrained) io.line(`等待 ${String(DRAIN_MS / 1000)} 秒后仍有事件未处理，以下比对可能因此不一致`);
  io.progress('正在比对……');
  const { appeals, orders, board, differences: all } = await store.check((text) => io.progress(text));
  for (const difference of all.slice(0, MOST_SHOWN)) io.line(`✗ ${difference}`);
  if (all.length > MOST_SHOWN) io.line(`……另有 ${String(all.length - MOST_SHOWN)} 处差异未列出`);
  io.line(`转办诉求 ${String(appeals)} 件，工单 ${String(orders)} 件，看板 ${String(board)} 件`);
  if (all.length === 0 && isDrained) io.line('核对一致');
  else if (all.length > 0) io.line(`共 ${String(all.length)} 处差异`);
  return all.length === 0 && isDrained ? 0 : 1;
}
