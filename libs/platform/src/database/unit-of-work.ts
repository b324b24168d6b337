import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Dialect } from './database-url';
import { isTransient, waitAfter } from './failures';
import type { Session, Storage } from './storage';

const MOST_ATTEMPTS = 8;

/** What belongs to one transaction while its work runs. */
class Scope {
  open = true;
  readonly beforeCommit: (() => Promise<void>)[] = [];
  readonly afterCommit: (() => void)[] = [];
  readonly kept = new Map<object, unknown>();

  constructor(
    readonly manager: EntityManager,
    readonly writes: boolean,
  ) {}
}

/**
 * The only way to the database. Whoever calls `run` inside a `run` joins it, so that a use case and everything it calls
 * are stored together or not at all; the transaction travels with the asynchronous call, not through parameters.
 */
@Injectable()
export class UnitOfWork implements OnApplicationShutdown {
  private readonly logger = new Logger(UnitOfWork.name);
  private readonly scopes = new AsyncLocalStorage<Scope>();

  constructor(private readonly storage: Storage) {}

  get dialect(): Dialect {
    return this.storage.dialect;
  }

  /** The transaction's manager inside `run` and `read`; outside, one that sees committed rows only and is for reading. */
  get manager(): EntityManager {
    return this.current?.manager ?? this.storage.reader;
  }

  /** True inside `run`: what is stored now is stored together. */
  get isWriting(): boolean {
    return this.current?.writes ?? false;
  }

  /**
   * Runs the work in one write transaction. It may run several times: the database can ask for the whole transaction
   * again (deadlock), so the work must not keep results outside of itself, nor call the network.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.current?.writes) return work();
    if (this.current) throw new Error('A read cannot turn into a write: call run() outside read()');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.perform(await this.storage.beginWrite(), true, work);
      } catch (error) {
        if (attempt === MOST_ATTEMPTS || !isTransient(error)) throw error;
      }
      await waitAfter(attempt);
    }
  }

  /** Runs several reads on one state of the database; inside `run` they see that transaction's own changes. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    if (this.current) return work();
    return this.perform(await this.storage.beginRead(), false, work);
  }

  /** Runs `fn` once the outermost transaction is committed, at once outside of any; never if it is rolled back. */
  afterCommit(fn: () => void): void {
    const scope = this.current;
    if (scope?.writes) scope.afterCommit.push(fn);
    else fn();
  }

  /** Runs `fn` as the last thing inside the transaction: for writers that gather rows and store them in one statement. */
  beforeCommit(fn: () => Promise<void>): void {
    if (!this.current?.writes) throw new Error('beforeCommit() only makes sense inside run()');
    this.current.beforeCommit.push(fn);
  }

  /** One value per transaction and owner, made on first use. */
  keep<T extends object>(owner: object, create: () => T): T {
    const scope = this.current;
    if (!scope?.writes) throw new Error('keep() only makes sense inside run()');
    const known = scope.kept.get(owner);
    if (known !== undefined) return known as T;
    const made = create();
    scope.kept.set(owner, made);
    return made;
  }

  onApplicationShutdown(): Promise<void> {
    return this.storage.close();
  }

  /** Timers and promises started inside a transaction outlive it: for them it is over. */
  private get current(): Scope | undefined {
    const scope = this.scopes.getStore();
    return scope?.open ? scope : undefined;
  }

  private async perform<T>(session: Session, writes: boolean, work: () => Promise<T>): Promise<T> {
    const scope = new Scope(session.manager, writes);
    let result: T;
    try {
      result = await this.scopes.run(scope, () => finish(scope, work));
      scope.open = false;
      await session.commit();
    } catch (error) {
      scope.open = false;
      await session.rollback();
      throw error;
    }
    for (const fn of scope.afterCommit) this.tell(fn);
    return result;
  }

  /** What follows a commit cannot undo it: its failure is logged, not thrown at whoever stored something. */
  private tell(fn: () => void): void {
    try {
      this.scopes.exit(fn);
    } catch (error) {
      this.logger.error('A follower of a committed transaction failed', error);
    }
  }
}

async function finish<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  const result = await work();
  for (const fn of scope.beforeCommit) await fn();
  return result;
}
