import { type UnitChanged } from '@minsheng/contracts';
import { parseScope, scopeAccess } from '@minsheng/domain';
import { Handles, UnitOfWork } from '@minsheng/platform';
import { Injectable, Logger } from '@nestjs/common';
import { BoardUnits } from '../units/board-units';
import { BoardFeed } from './board-feed';
import { BoardRooms } from './board-rooms';

/**
 * Follows the units. A unit that moved is somebody else's to watch, so whoever watches is judged again; and the figures
 * of the subtrees that it left and came to are others, although no order moved.
 */
@Injectable()
export class UnitChangedHandler {
  private readonly logger = new Logger(UnitChangedHandler.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly units: BoardUnits,
    private readonly feed: BoardFeed,
    private readonly rooms: BoardRooms,
  ) {}

  @Handles('dispatch.unit-changed', { consumer: 'dashboard.units' })
  async follow(unit: UnitChanged): Promise<void> {
    const before = (await this.units.tree()).ancestorsOrSelf(unit.code);
    await this.units.apply([unit]);
    const after = (await this.units.stored()).ancestorsOrSelf(unit.code);
    const subtrees = [...before, ...after].map((code) => `subtree:${code}`);
    await this.feed.changed(new Set(['county', `unit:${unit.code}`, ...subtrees]));
    this.uow.afterCommit(() => {
      this.recheck().catch((error: unknown) => this.logger.error('Watched scopes could not be judged anew', error));
    });
  }

  private async recheck(): Promise<void> {
    const tree = await this.units.tree();
    await this.rooms.recheck((actor, text) => {
      const scope = parseScope(text);
      return scope !== null && scopeAccess(actor, scope, tree) !== 'none';
    });
  }
}
