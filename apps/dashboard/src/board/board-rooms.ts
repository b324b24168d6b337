import {
  type BoardPatch,
  type ClientToServerEvents,
  errorMessage,
  type ServerToClientEvents,
} from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { Injectable } from '@nestjs/common';
import { type Namespace, type Socket } from 'socket.io';
import { totalsOnly } from './board-difference';

/** What the server remembers of a connection. */
export interface BoardSocketData {
  actor: Actor;
}
export type BoardNamespace = Namespace<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  BoardSocketData
>;
export type BoardSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, BoardSocketData>;

export const roomOf = {
  scope: (scope: string): string => `scope:${scope}`,
  /** The same stream without the orders and units behind the figures. */
  totals: (scope: string): string => `totals:${scope}`,
  session: (id: string): string => `session:${id}`,
  account: (username: string): string => `account:${username}`,
};

/** The rooms of the board, on all replicas: the adapter carries what is sent here to sockets elsewhere. */
@Injectable()
export class BoardRooms {
  private namespace: BoardNamespace | null = null;

  open(namespace: BoardNamespace): void {
    this.namespace = namespace;
  }

  send(patch: BoardPatch): void {
    this.namespace?.to(roomOf.scope(patch.scope)).emit('patch', patch);
    this.namespace?.to(roomOf.totals(patch.scope)).emit('patch', totalsOnly(patch));
  }

  /** Scopes with at least one socket on this replica. */
  localScopes(): Set<string> {
    const scopes = new Set<string>();
    for (const [room, sockets] of this.namespace?.adapter.rooms ?? []) {
      const scope = scopeOf(room);
      if (scope && sockets.size > 0) scopes.add(scope);
    }
    return scopes;
  }

  /**
   * Takes out of their rooms those that may no longer be there, on every replica, and tells them the code: a unit that
   * moved is somebody else's to watch.
   */
  async recheck(may: (actor: Actor, scope: string) => boolean): Promise<void> {
    for (const socket of (await this.namespace?.fetchSockets()) ?? []) {
      for (const room of socket.rooms) {
        const scope = scopeOf(room);
        if (scope === null || may(socket.data.actor, scope)) continue;
        socket.leave(room);
        socket.emit('refused', {
          ...{ code: 'scope_not_allowed', scope },
          message: errorMessage('scope_not_allowed', { scope }),
        });
      }
    }
  }

  /** Cuts connections on every replica; the client may sign in again. */
  cut(room: string): void {
    this.namespace?.in(room).disconnectSockets(true);
  }
}

/** The scope that a room streams; null for a room that gathers a session or an account. */
function scopeOf(room: string): string | null {
  return /^(?:scope|totals):(.+)$/.exec(room)?.[1] ?? null;
}
