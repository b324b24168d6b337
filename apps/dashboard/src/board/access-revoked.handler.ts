import { type AccessRevoked } from '@minsheng/contracts';
import { Handles, UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardRooms, roomOf } from './board-rooms';

/** A revoked token is cut off at once, on whichever replica it is connected. */
@Injectable()
export class AccessRevokedHandler {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rooms: BoardRooms,
  ) {}

  @Handles('dispatch.access-revoked', { consumer: 'dashboard.sockets' })
  async cut({ username, sessionId }: AccessRevoked): Promise<void> {
    this.uow.afterCommit(() =>
      this.rooms.cut(sessionId === null ? roomOf.account(username) : roomOf.session(sessionId)),
    );
    return Promise.resolve();
  }
}
