import { BOARD_NAMESPACE, BOARD_SOCKET_PATH, errorMessage } from '@minsheng/contracts';
import { DomainError, formatScope, type Scope, scopeAccess } from '@minsheng/domain';
import { AccessTokens, Clock, Revocations } from '@minsheng/platform';
import { Logger } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { readScope } from '../indicators/scope-filter';
import { BoardUnits } from '../units/board-units';
import { totalsOnly } from './board-difference';
import { type BoardNamespace, BoardRooms, type BoardSocket, roomOf } from './board-rooms';
import { BoardSnapshots } from './board-snapshots';

/** The live board: nobody joins a room without a token, and none that the one policy does not open. */
@WebSocketGateway({ namespace: BOARD_NAMESPACE, path: BOARD_SOCKET_PATH })
export class BoardGateway implements OnGatewayInit<BoardNamespace>, OnGatewayConnection<BoardSocket> {
  private readonly logger = new Logger(BoardGateway.name);

  constructor(
    private readonly tokens: AccessTokens,
    private readonly revocations: Revocations,
    private readonly units: BoardUnits,
    private readonly rooms: BoardRooms,
    private readonly snapshots: BoardSnapshots,
    private readonly clock: Clock,
  ) {}

  afterInit(namespace: BoardNamespace): void {
    this.rooms.open(namespace);
    namespace.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        () => next(new Error('unauthenticated')),
      );
    });
  }

  /** @throws DomainError session_expired */
  private async admit(socket: BoardSocket): Promise<void> {
    const { expiresAt, ...actor } = this.tokens.verify(String(socket.handshake.auth.token ?? ''));
    if (actor.mustChangePassword || (await this.revocations.isRevoked(actor.sessionId)))
      throw new DomainError('session_expired');
    socket.data.actor = actor;
    this.cutAt(socket, expiresAt);
  }

  async handleConnection(socket: BoardSocket): Promise<void> {
    const { username, sessionId } = socket.data.actor;
    await socket.join(roomOf.account(username));
    if (sessionId !== null) await socket.join(roomOf.session(sessionId));
  }

  @SubscribeMessage('subscribe')
  async subscribe(socket: BoardSocket, request: unknown): Promise<void> {
    const text =
      typeof request === 'object' && request !== null && 'scope' in request ? String(request.scope).slice(0, 60) : '';
    try {
      const tree = await this.units.tree();
      const scope = readScope(text, tree);
      const access = scopeAccess(socket.data.actor, scope, tree);
      if (access === 'none') throw new DomainError('scope_not_allowed', { scope: text });
      await this.show(socket, scope, access === 'totals');
    } catch (error) {
      const code = error instanceof DomainError ? error.code : 'internal';
      if (code === 'internal') this.logger.error(`subscribe ${text}`, error);
      socket.emit('refused', { code, message: errorMessage(code, { scope: text }), scope: text });
    }
  }

  /** Joined before the snapshot is taken: a patch in between is older than the snapshot or the very next one. */
  private async show(socket: BoardSocket, scope: Scope, totals: boolean): Promise<void> {
    const text = formatScope(scope);
    const room = totals ? roomOf.totals(text) : roomOf.scope(text);
    for (const joined of socket.rooms)
      if (/^(scope|totals):/.test(joined) && joined !== room) await socket.leave(joined);
    await socket.join(room);
    const board = await this.snapshots.forWatcher(scope);
    socket.emit('snapshot', totals ? totalsOnly(board) : board);
  }

  /** A token that is over is no token: the client shakes hands anew with a fresh one. */
  private cutAt(socket: BoardSocket, expiresAt: Date): void {
    const timer = setTimeout(
      () => socket.disconnect(true),
      Math.max(0, expiresAt.getTime() - this.clock.now().getTime()),
    );
    socket.on('disconnect', () => clearTimeout(timer));
  }
}
