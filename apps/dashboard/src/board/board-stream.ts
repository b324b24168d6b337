import { type BoardPatch } from '@minsheng/contracts';
import { parseScope, type UnitTree } from '@minsheng/domain';
import { UnitOfWork } from '@minsheng/platform';
import { Injectable } from '@nestjs/common';
import { BoardUnits } from '../units/board-units';
import { difference } from './board-difference';
import { type BoardWatchEntity } from './board-feed.entity';
import { BoardRooms } from './board-rooms';
import { type BoardPicture, BoardService } from './board.service';
import { FeedRepository } from './feed.repository';

/** What one round came to: the pictures that viewers now have, and the patches that bring them there. */
interface Round {
  readonly pictures: ReadonlyMap<string, BoardPicture>;
  readonly patches: readonly BoardPatch[];
  /** Scopes that moved while nobody watched: what was last sent of them says nothing any more. */
  readonly stale: readonly string[];
}

/**
 * Turns moved figures into counted patches. Changes are taken, figures read and patches counted in one transaction, so
 * that a snapshot with the same `seq` shows the same or newer figures.
 */
@Injectable()
export class BoardStream {
  private readonly lastSent = new Map<string, BoardPicture>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly boards: BoardService,
    private readonly feed: FeedRepository,
    private readonly rooms: BoardRooms,
    private readonly units: BoardUnits,
  ) {}

  /** Sends what moved since the last time; with `everything` also what time alone has moved. */
  async publish(now: Date, everything: boolean): Promise<void> {
    const tree = await this.units.tree();
    if (!everything && !(await this.isDue(now))) return;
    const round = await this.uow.run(() => this.round(tree, now, everything));
    for (const scope of round.stale) this.lastSent.delete(scope);
    for (const [scope, picture] of round.pictures) this.lastSent.set(scope, picture);
    for (const patch of round.patches) this.rooms.send(patch);
  }

  /** Another replica has published meanwhile: what this one sent last is no base for differences. */
  forget(): void {
    this.lastSent.clear();
  }

  private async isDue(now: Date): Promise<boolean> {
    if (await this.feed.hasChanges()) return true;
    const watched = await this.feed.watched(now);
    return watched.some(({ scope, resend }) => resend || !this.lastSent.has(scope));
  }

  private async round(tree: UnitTree, now: Date, everything: boolean): Promise<Round> {
    const moved = await this.feed.takeChanges();
    const watched = await this.feed.watched(now);
    const pictures = new Map<string, BoardPicture>();
    const patches: BoardPatch[] = [];
    for (const watch of watched) {
      const affected = watch.resend || everything || isMoved(watch.scope, moved, tree);
      if (!affected && this.lastSent.has(watch.scope)) continue;
      const next = await this.next(watch, affected, tree);
      if (next) pictures.set(watch.scope, next.picture);
      if (next?.patch) patches.push(next.patch);
    }
    await this.feed.resent(watched.filter(({ resend }) => resend).map(({ scope }) => scope));
    const seen = new Set(watched.map(({ scope }) => scope));
    return { pictures, patches, stale: [...this.lastSent.keys()].filter((scope) => !seen.has(scope)) };
  }

  /** Null: the picture is no base, because figures moved while it was taken. */
  private async next(
    { scope: text, resend }: BoardWatchEntity,
    affected: boolean,
    tree: UnitTree,
  ): Promise<{ picture: BoardPicture; patch: BoardPatch | null } | null> {
    const scope = parseScope(text);
    if (!scope) return null;
    const picture = await this.boards.picture(scope, tree);
    // Newly watched and nothing moved: what the viewer was shown is this picture, and the base of what follows.
    if (!affected) return (await this.feed.hasChanges()) ? null : { picture, patch: null };
    const parts = difference(resend ? null : (this.lastSent.get(text) ?? null), picture);
    return { picture, patch: parts && { ...parts, seq: await this.feed.nextSeq(text) } };
  }
}

/** Moved itself, or through a unit below it. */
function isMoved(text: string, moved: ReadonlySet<string>, tree: UnitTree): boolean {
  if (moved.has(text)) return true;
  const scope = parseScope(text);
  return scope?.kind === 'subtree' && tree.subtree(scope.code).some((code) => moved.has(`unit:${code}`));
}
