import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Post, type Role } from '@minsheng/contracts';
import { AppConfig, UnitOfWork } from '@minsheng/platform';
import { AccountsRepository } from './accounts.repository';
import { hashPassword, refuseWeakPassword } from './passwords';

/** An account as it is created: by `setup`, from a table, or for the demonstration. */
export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  /** 岗位, see `POSTS_OF_ROLE`. */
  readonly post?: Post | null;
}

/** Creating accounts; editing them on the page comes with the administrator's tables. */
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

  /** @throws DomainError password_too_weak */
  async create(account: NewAccount, password: string): Promise<void> {
    refuseWeakPassword(password);
    await this.addAll([account], await hashPassword(password), false);
  }

  /** The demonstration's accounts share one password and so one hash: a hundred would take the whole start. */
  async createDemo(accounts: readonly NewAccount[], password: string): Promise<void> {
    await this.addAll(accounts, await hashPassword(password), true);
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

  private async addAll(accounts: readonly NewAccount[], passwordHash: string, demo: boolean): Promise<void> {
    const fresh = { active: true, failedCount: 0, lockedUntil: null, mustChangePassword: false, version: 1 };
    await this.uow.run(() => this.accounts.addAll(accounts.map((account) => ({ post: null, ...account, ...fresh, passwordHash, demo }))));
  }
}
