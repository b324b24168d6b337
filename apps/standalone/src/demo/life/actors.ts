import { type Actor, type UnitTree } from '@minsheng/domain';
import { type DemoAccount, DEMO_ACCOUNTS } from '../county';

export interface UnitStaff {
  readonly handler: Actor;
  readonly head: Actor;
}

function actorOf({ username, displayName, roles, unitCode, post }: DemoAccount): Actor {
  return { username, displayName, roles, unitCode, post: post ?? null, sessionId: null };
}

/** Who does what in the generated lives: the demo accounts, and for units of another county accounts of the same shape. */
export class Cast {
  readonly agent = this.county('agent');
  readonly dispatcher = this.county('dispatcher');
  readonly callbackAgent = this.county('callback');
  readonly supervisor = this.county('supervisor');
  readonly deputy = this.county('leader');
  readonly mayor = this.county('mayor');
  private readonly staff = new Map<string, UnitStaff>();

  constructor(units: UnitTree) {
    const known = new Map(DEMO_ACCOUNTS.map((account) => [account.username, actorOf(account)]));
    for (const { code, name } of units.all()) {
      const made = (post: 'handler' | 'head'): Actor => ({
        username: `${code}.${post}`,
        displayName: name,
        roles: [post === 'handler' ? 'handler' : 'unit_head'],
        unitCode: code,
        post: null,
        sessionId: null,
      });
      this.staff.set(code, {
        handler: known.get(`${code}.handler`) ?? made('handler'),
        head: known.get(`${code}.head`) ?? made('head'),
      });
    }
  }

  of(unitCode: string | null): UnitStaff {
    const staff = this.staff.get(unitCode ?? '');
    if (!staff) throw new Error(`no staff for unit ${String(unitCode)}`);
    return staff;
  }

  private county(username: string): Actor {
    const account = DEMO_ACCOUNTS.find((a) => a.username === username);
    if (!account) throw new Error(`no account ${username}`);
    return actorOf(account);
  }
}
