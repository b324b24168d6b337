import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { quantile } from './client';
import type { Product } from './product';

const WATCHERS = 500;
const EVENTS = 40;
const TOGETHER = 50;

export interface PatchLatency {
  readonly p50: number;
  readonly p99: number;
  readonly measured: number;
}

interface Patch {
  readonly events?: readonly { readonly orderCode: string }[];
}

/**
 * From sending the request that raises an order to the patch whose ticker names it, on each of 500 sockets: registering,
 * opening the order and the pause between two patches (250 ms) included.
 */
export async function patchLatency(product: Product, raise: () => Promise<string>): Promise<PatchLatency> {
  const token = await product.signIn('supervisor');
  const arrivals = new Map<string, number[]>();
  const sockets: Socket[] = [];
  try {
    for (let from = 0; from < WATCHERS; from += TOGETHER) {
      const some = Array.from({ length: TOGETHER }, () => watch(product.port, token, arrivals));
      sockets.push(...(await Promise.all(some)));
    }
    await sleep(1000);
    const sent: { code: string; at: number }[] = [];
    for (let event = 0; event < EVENTS; event += 1) {
      const at = performance.now();
      sent.push({ code: await raise(), at });
      await sleep(130 + ((event * 67) % 260));
    }
    await sleep(1500);
    const all = sent.flatMap(({ code, at }) => (arrivals.get(code) ?? []).map((arrived) => arrived - at));
    if (all.length < WATCHERS * EVENTS) throw new Error(`only ${all.length} of ${WATCHERS * EVENTS} patches arrived`);
    return { p50: quantile(all, 0.5), p99: quantile(all, 0.99), measured: all.length };
  } finally {
    sockets.forEach((socket) => socket.disconnect());
  }
}

function watch(port: number, token: string, arrivals: Map<string, number[]>): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}/board`, {
    path: '/api/dashboard/socket',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token },
  });
  const seen = new Set<string>();
  socket.on('patch', (patch: Patch) => {
    const now = performance.now();
    for (const { orderCode } of patch.events ?? []) {
      if (seen.has(orderCode)) continue;
      seen.add(orderCode);
      const known = arrivals.get(orderCode);
      if (known) known.push(now);
      else arrivals.set(orderCode, [now]);
    }
  });
  return new Promise((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.once('refused', ({ code }: { code: string }) => reject(new Error(code)));
    socket.once('snapshot', () => resolve(socket));
    socket.once('connect', () => socket.emit('subscribe', { scope: 'county' }));
  });
}
