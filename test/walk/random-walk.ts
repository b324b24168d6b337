import { type Action, ACTIONS } from '@minsheng/contracts';
import { type Actor, allowedActions, DomainError, mayRead, type RuleContext, type WorkOrder } from '@minsheng/domain';
import { type TestService } from '@minsheng/testing';
import { OrdersRepository } from '../../apps/dispatch/src/orders/orders.repository';
import { OrdersService } from '../../apps/dispatch/src/orders/orders.service';
import { RuleContexts } from '../../apps/dispatch/src/orders/rule-context.provider';
import { AppealsService } from '../../apps/intake/src/appeals/appeals.service';
import { Dice } from './dice';
import { AGENT, PEOPLE, UNIT_CODES } from './walk-cast';
import { ASIDE, ENDINGS, WALK_INPUTS } from './walk-inputs';

/** What a walk came to. */
export interface WalkReport {
  readonly orders: number;
  readonly done: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, number>;
}

const KINDS = ['complaint', 'help', 'consultation', 'suggestion', 'report', 'praise'] as const;
const CHANNELS = ['hotline_12345', 'wechat', 'county_mailbox', 'visit', 'opinion', 'stuck_window'] as const;

/**
 * A random walk over every action by several people at once: whom the server lets do what it offers, and some who try
 * what they must not. Time moves on between the steps.
 */
export class RandomWalk {
  private readonly dice: Dice;
  private readonly codes: string[] = [];
  private readonly done = new Map<string, number>();
  private readonly refused = new Map<string, number>();
  private phone = 0;

  constructor(
    private readonly service: TestService,
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  /** So many steps, by so many people at the same time. */
  async run(steps: number, people: number): Promise<WalkReport> {
    for (let n = 0; n < 5; n += 1) await this.register();
    let left = steps;
    const worker = async (): Promise<void> => {
      for (; left > 0;) {
        left -= 1;
        await this.step();
      }
    };
    await Promise.all(Array.from({ length: people }, worker));
    await this.service.settle();
    return { orders: this.codes.length, done: this.done, refused: this.refused };
  }

  private async step(): Promise<void> {
    const { dice } = this;
    if (dice.chance(6)) return this.register();
    if (dice.chance(12)) this.service.clock.advance(dice.below(30 * 60) * 60_000);
    const code = dice.chance(70) ? dice.pick(this.codes.slice(-25)) : dice.pick(this.codes);
    const context = await this.service.get(RuleContexts).now();
    const order = await this.service.get(OrdersRepository).byCode(code);
    if (!order) return;
    const { who, action } = this.choose(order, context);
    const input = WALK_INPUTS[action]({ dice, now: context.now, units: UNIT_CODES });
    const stale = dice.chance(3) ? 1 : 0;
    const body = { version: Math.max(0, order.version - stale), ...input };
    await this.try(action, () => this.service.get(OrdersService).act(code, action, body, who));
  }

  /** Mostly somebody who can take it further, sometimes a thing aside, and one time in ten anybody and anything. */
  private choose(order: WorkOrder, context: RuleContext): { who: Actor; action: Action } {
    const { dice } = this;
    const open = PEOPLE.filter((who) => mayRead(order, who, context.units)).flatMap((who) =>
      allowedActions(order, who, context).map((action) => ({ who, action })),
    );
    const onward = open.filter(({ action }) => !ASIDE.includes(action));
    const anything = { who: dice.pick(PEOPLE), action: dice.pick(ACTIONS) };
    if (dice.chance(10) || open.length === 0) return anything;
    if (onward.length > 0 && dice.chance(82)) return dice.pick(onward);
    const aside = dice.pick(open);
    return ENDINGS.includes(aside.action) && dice.chance(85) ? anything : aside;
  }

  private async register(): Promise<void> {
    const { dice } = this;
    this.phone += 1;
    const channel = dice.pick(CHANNELS);
    const open = this.codes.at(-1);
    const joins = open !== undefined && dice.chance(20) && (await this.isOpen(open));
    const anonymous = dice.chance(10) && (channel === 'hotline_12345' || channel === 'wechat');
    const phone = `138${String(this.phone).padStart(8, '0')}`;
    const dto = {
      channel: joins ? ('hotline_12345' as const) : channel,
      kind: dice.pick(KINDS),
      urgency: dice.chance(10) ? dice.pick(['critical', 'urgent', 'hard'] as const) : ('normal' as const),
      title: `随机走查第${String(this.phone)}件`,
      content: '中心路路灯不亮，夜间出行不便',
      caller: anonymous ? {} : { name: '张三', phone },
      anonymous,
      confidential: dice.chance(10),
      callbackWanted: !dice.chance(10),
      ...(joins ? { joinOrderCode: open } : {}),
      ...(dice.chance(8) ? { subjectUnitCode: dice.pick(UNIT_CODES) } : {}),
    };
    await this.try('register', async () => {
      const request = { owner: 'account:agent', key: null, fingerprint: '' };
      const { orderCode } = await this.service.get(AppealsService).register(dto, AGENT, request);
      await this.service.settle();
      if (orderCode !== null && !this.codes.includes(orderCode)) this.codes.push(orderCode);
    });
  }

  private async isOpen(code: string): Promise<boolean> {
    return (await this.service.get(OrdersRepository).byCode(code))?.isOpen ?? false;
  }

  /** A refusal is an answer; anything else is a fault. */
  private async try(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.refused.set(error.code, (this.refused.get(error.code) ?? 0) + 1);
    }
  }
}

/** The walk in one line: what was done how often, and what was refused. */
export function told({ orders, done, refused }: WalkReport): string {
  const list = (counts: ReadonlyMap<string, number>): string =>
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([name, n]) => `${name} ${String(n)}`)
      .join(', ');
  return `${String(orders)} orders; done: ${list(done)}; refused: ${list(refused)}`;
}
