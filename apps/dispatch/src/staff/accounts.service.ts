import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Post, type Role } from '@minsheng/contracts';
import { AppConfig, UnitOfWork } from '@minsheng/platform';
import { AccountsRepository } from './accounts.repository';
import { hashPassword, refuseWeakPassword } from './passwords';

/** An account as it is created: by `setup`, by an administrator, from a table, or for the demonstration. */
export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  /** 岗位, see `POSTS_OF_ROLE`. */
  readonly post?: Post | null;
}

/** An account with the hash of a password that its owner has not chosen. */
export type HashedAccount = NewAccount & { readonly passwordHash: string };

/** Creating accounts. */
@Injectable()
export class AccountsService implements OnApplicationBootstrap {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly uow: UnitOfWork,
    private readonly config: AppConfig,
  ) {}

  /** Production refuses to start with the demonstration's accounts: their passwords are known (rules §9). */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.production && (await this.countDemo()) > 0) {
      throw new Error('数据库中有演示账号，production 拒绝启动；请使用空数据库并运行 npm run setup');
    }
  }

  /** An account whose owner chose the password. @throws DomainError password_too_weak */
  async create(account: NewAccount, password: string): Promise<void> {
    refuseWeakPassword(password);
    const passwordHash = await hashPassword(password);
    await this.store([{ ...account, passwordHash }], { demo: false, mustChangePassword: false });
  }

  /** Accounts with passwords that somebody else has seen: they must be changed at the first sign-in. */
  async createInitial(accounts: readonly HashedAccount[]): Promise<void> {
    await this.store(accounts, { demo: false, mustChangePassword: true });
  }

  /** The demonstration's accounts share one password and so one hash: a hundred would take the whole start. */
  async createDemo(accounts: readonly NewAccount[], password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const all = accounts.map((account) => ({ ...account, passwordHash }));
    await this.store(all, { demo: true, mustChangePassword: false });
  }

  /** A demo started with another DEMO_PASSWORD follows it. */
  async setDemoPassword(usernames: readonly string[], password: string): Promise<void> {
    const hash = await hashPassword(password);
    await this.uow.run(async () => {
      for (const username of usernames) await this.accounts.setPassword(username, hash);
    });
  }

  count(): Promise<number> {
    return this.accounts.count();
  }

  countDemo(): Promise<number> {
    return this.accounts.count({ demo: true });
  }

  private async store(
    accounts: readonly HashedAccount[],
    flags: { readonly demo: boolean; readonly mustChangePassword: boolean },
  ): Promise<void> {
    const fresh = { active: true, failedCount: 0, lockedUntil: null, version: 1 };
    await this.uow.run(() =>
      this.accounts.addAll(accounts.map((account) => ({ post: null, ...account, ...fresh, ...flags }))),
    );
  }
}
