import type { BoardPatch, BoardSnapshot } from '@minsheng/contracts';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { openBoardSocket, type BoardSocket } from '@/api/board-socket';
import { useSession } from '@/features/session/session.store';
import { acceptSnapshot, mergePatch } from './board-merge';

/** How the connection stands; `refused`: the server will not show this scope. */
export type BoardConnection = 'connecting' | 'live' | 'offline' | 'refused' | 'signed_out';

/** Refusals that a fresh access token can cure. */
const TOKEN_REFUSALS: readonly string[] = ['unauthenticated', 'session_expired'];
/** Refusals that stay as long as the account and the scope do; any other is asked again. */
const FINAL_REFUSALS: readonly string[] = ['scope_not_allowed', 'scope_unknown', 'forbidden'];
/** A snapshot that does not come is asked for again. */
const SNAPSHOT_PATIENCE_MS = 5_000;
/** The handshake with a renewed token, every 15 minutes, is no alarm; anything longer is. */
const OFFLINE_GRACE_MS = 2_000;

/** The board on the screen: one scope, one socket, and the truth about whether the figures are still moving. */
export const useBoard = defineStore('board', () => {
  const session = useSession();
  const board = shallowRef<BoardSnapshot | null>(null);
  const scope = ref('county');
  const connection = ref<BoardConnection>('connecting');
  /** Since when the figures stand still, by this computer's clock. */
  const offlineSince = ref<number | null>(null);
  const refusal = ref('');
  /** What the server's clock is ahead of this computer's: countdowns use it, walls are often set wrong. */
  const clockSkew = ref(0);
  let socket: BoardSocket | null = null;
  let lastToken: string | null = null;
  let tokenRefused = false;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let awaitingSnapshot = false;

  async function token(): Promise<string | null> {
    const current = session.accessToken;
    if (tokenRefused && current && current === lastToken) {
      const renewed = await session.renew(current);
      if (!renewed) connection.value = 'signed_out';
      lastToken = renewed;
    } else {
      lastToken = current;
    }
    tokenRefused = false;
    return lastToken;
  }

  function ask(): void {
    clearTimeout(asking);
    awaitingSnapshot = true;
    socket?.subscribe(scope.value);
    asking = setTimeout(ask, SNAPSHOT_PATIENCE_MS);
  }

  function onSnapshot(next: BoardSnapshot): void {
    const accepted = acceptSnapshot(board.value, next, scope.value);
    if (accepted !== next) return;
    clearTimeout(asking);
    clearTimeout(alarm);
    alarm = undefined;
    awaitingSnapshot = false;
    board.value = next;
    clockSkew.value = Date.parse(next.asOf) - Date.now();
    connection.value = 'live';
    offlineSince.value = null;
    refusal.value = '';
  }

  function onPatch(patch: BoardPatch): void {
    const { board: merged, verdict } = mergePatch(board.value, patch);
    board.value = merged;
    if (verdict === 'gap' && patch.scope === scope.value && !awaitingSnapshot) ask();
  }

  function sayOffline(): void {
    alarm = undefined;
    if (connection.value !== 'signed_out') connection.value = 'offline';
  }

  function onDisconnected(reason: string, byServer: boolean): void {
    clearTimeout(asking);
    if (byServer) tokenRefused = true;
    offlineSince.value ??= Date.now();
    refusal.value = reason;
    alarm ??= setTimeout(sayOffline, OFFLINE_GRACE_MS);
  }

  function onRefused(error: { code: string; message?: string; scope?: string }): void {
    if (error.scope && error.scope !== scope.value) return;
    clearTimeout(asking);
    if (TOKEN_REFUSALS.includes(error.code)) {
      tokenRefused = true;
      return socket?.reconnect();
    }
    if (!FINAL_REFUSALS.includes(error.code)) {
      asking = setTimeout(ask, SNAPSHOT_PATIENCE_MS);
      return;
    }
    awaitingSnapshot = false;
    board.value = null;
    connection.value = 'refused';
    refusal.value = error.message ?? '您不能查看这个范围';
  }

  function open(first: string): void {
    scope.value = first;
    connection.value = 'connecting';
    socket = openBoardSocket(token, {
      connected: ask,
      disconnected: onDisconnected,
      snapshot: onSnapshot,
      patch: onPatch,
      refused: onRefused,
    });
  }

  /** Another scope: the old picture goes at once, so that nobody reads one unit's figures under another's name. */
  function show(next: string): void {
    if (next === scope.value && connection.value !== 'refused') return;
    scope.value = next;
    board.value = null;
    if (connection.value !== 'offline') connection.value = 'connecting';
    ask();
  }

  function close(): void {
    clearTimeout(asking);
    clearTimeout(alarm);
    alarm = undefined;
    socket?.close();
    socket = null;
    board.value = null;
    offlineSince.value = null;
  }

  return { board, scope, connection, offlineSince, refusal, clockSkew, open, show, close };
});
