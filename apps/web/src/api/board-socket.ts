/** The only place of the web that knows Socket.IO: the live board's connection, typed by the contracts. */
import {
  BOARD_NAMESPACE,
  BOARD_SOCKET_PATH,
  type BoardPatch,
  type BoardSnapshot,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '@minsheng/contracts';
import { io, type Socket } from 'socket.io-client';

/** What the page hears from the connection. */
export interface BoardSocketHandlers {
  connected(): void;
  /** `byServer`: not the line but the server ended it, so the token may be at fault. */
  disconnected(reason: string, byServer: boolean): void;
  snapshot(board: BoardSnapshot): void;
  patch(patch: BoardPatch): void;
  refused(error: { code: string; message?: string; scope?: string }): void;
}

/** A live connection: ask for a scope's snapshot (again), shake hands anew, or end it. */
export interface BoardSocket {
  subscribe(scope: string): void;
  reconnect(): void;
  close(): void;
}

type Wire = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Where the server said no, socket.io does not try again by itself; we do, slower each time. */
const SERVER_NO_DELAYS_MS = [1_000, 3_000, 10_000, 30_000];

function keepTrying(socket: Wire): { later(): void; reset(): void; stop(): void } {
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    later: () => {
      clearTimeout(timer);
      timer = setTimeout(() => socket.connect(), SERVER_NO_DELAYS_MS[Math.min(tries, SERVER_NO_DELAYS_MS.length - 1)]);
      tries += 1;
    },
    reset: () => void (tries = 0),
    stop: () => clearTimeout(timer),
  };
}

/**
 * Opens the board's connection. `token` is asked anew at every handshake, because access tokens live 15 minutes
 * and a wall hangs for months.
 */
export function openBoardSocket(token: () => Promise<string | null>, handlers: BoardSocketHandlers): BoardSocket {
  const socket: Wire = io(BOARD_NAMESPACE, {
    path: BOARD_SOCKET_PATH,
    transports: ['websocket', 'polling'],
    auth: (answer) => {
      token().then(
        (value) => answer({ token: value ?? '' }),
        () => answer({ token: '' }),
      );
    },
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 10_000,
  });
  const retry = keepTrying(socket);
  socket.on('connect', () => handlers.connected());
  socket.on('disconnect', (reason) => {
    const byServer = reason === 'io server disconnect';
    handlers.disconnected(reason, byServer);
    if (byServer) retry.later();
  });
  socket.on('connect_error', (error) => {
    const byServer = !socket.active;
    handlers.disconnected(error.message, byServer);
    if (byServer) retry.later();
  });
  socket.on('snapshot', (board) => {
    retry.reset();
    handlers.snapshot(board);
  });
  socket.on('patch', (patch) => handlers.patch(patch));
  socket.on('refused', (error) => handlers.refused(error));
  return {
    subscribe: (scope) => {
      // Never queued: a buffered subscribe would arrive beside the one sent on connect.
      if (socket.connected) socket.emit('subscribe', { scope });
    },
    reconnect: () => void socket.disconnect().connect(),
    close: () => {
      retry.stop();
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}
