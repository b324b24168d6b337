import { type WorkOrder } from '@minsheng/domain';

/** What one order says of those that belong to it. */
type Facts = Pick<WorkOrder, 'code' | 'follows' | 'mergedInto' | 'followerCount' | 'appealCount' | 'state'>;

/** For `verify`: every merged order is known to the one that it follows, stands where that one stands, and is counted. */
export class FamilyCheck {
  private readonly mains = new Map<string, Facts>();
  private readonly followers: Facts[] = [];

  /** Every order is shown once. */
  see({ code, follows, mergedInto, followerCount, appealCount, state }: WorkOrder): void {
    const facts = { code, follows, mergedInto, followerCount, appealCount, state };
    if (followerCount > 0) this.mains.set(code, facts);
    if (follows) this.followers.push(facts);
  }

  /** Each difference in Chinese. */
  *differences(): Generator<string> {
    const seen = new Map<string, { count: number; callers: number }>();
    for (const { code, mergedInto, state, appealCount } of this.followers) {
      const main = this.mains.get(mergedInto ?? '');
      if (!main) yield `工单 ${code} 随主单 ${mergedInto ?? '（无）'} 办理，主单没有记录`;
      else if (main.state !== state) yield `工单 ${code} 的状态与主单 ${main.code} 不一致`;
      const before = seen.get(mergedInto ?? '') ?? { count: 0, callers: 0 };
      seen.set(mergedInto ?? '', { count: before.count + 1, callers: before.callers + appealCount });
    }
    for (const { code, followerCount, appealCount } of this.mains.values()) {
      const { count, callers } = seen.get(code) ?? { count: 0, callers: 0 };
      if (count !== followerCount) yield `主单 ${code} 记有 ${String(followerCount)} 件并入，实有 ${String(count)} 件`;
      if (appealCount <= callers)
        yield `主单 ${code} 的诉求人数 ${String(appealCount)} 少于并入的 ${String(callers)} 人`;
    }
  }
}
