import { BOARD_NAMESPACE, BOARD_SOCKET_PATH, type BoardPatch, type BoardSnapshot } from '@minsheng/contracts';
import { io, type Socket } from 'socket.io-client';
import { until } from './until';

/** A wall with the live board: keeps the picture as the page does, and notices a gap. */
export class Watcher {
  board: BoardSnapshot | null = null;
  readonly patches: BoardPatch[] = [];
  readonly refusals: { code: string; scope?: string }[] = [];
  readonly gaps: string[] = [];
  /** All that came, as text: what must never come is looked for here. */
  heard = '';
  ended: string | null = null;
  private readonly socket: Socket;

  constructor(url: string, token: string | null) {
    this.socket = io(`${url}${BOARD_NAMESPACE}`, {
      path: BOARD_SOCKET_PATH,
      auth: token === null ? {} : { token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.socket.onAny((...message) => (this.heard += JSON.stringify(message)));
    this.socket.on('snapshot', (board: BoardSnapshot) => (this.board = board));
    this.socket.on('patch', (patch: BoardPatch) => this.take(patch));
    this.socket.on('refused', (error: { code: string; scope?: string }) => this.refusals.push(error));
    this.socket.on('connect_error', (error) => (this.ended = error.message));
    this.socket.on('disconnect', (reason) => (this.ended = reason));
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** The snapshot of the scope, or the code it was refused with. */
  async subscribe(scope: string): Promise<BoardSnapshot | string> {
    this.board = null;
    const before = this.refusals.length;
    this.socket.emit('subscribe', { scope });
    return until(`an answer to subscribe ${scope}`, () => this.board ?? this.refusals.slice(before)[0]?.code);
  }

  /** The board's own value of an indicator. */
  value(id: string): number | null | undefined {
    return this.indicator(id)?.value;
  }

  indicator(id: string) {
    return this.board?.indicators.find((indicator) => indicator.id === id);
  }

  close(): void {
    this.socket.disconnect();
  }

  private take(patch: BoardPatch): void {
    this.patches.push(patch);
    if (this.board === null || patch.scope !== this.board.scope || patch.seq <= this.board.seq) return;
    if (patch.seq !== this.board.seq + 1) this.gaps.push(`${patch.scope} ${this.board.seq} → ${patch.seq}`);
    this.board = { ...this.board, ...patch };
  }
}
