import { at, TREE, Walk } from '../order/an-order.fixture';
import { audienceCode, noticesFor, noticeText } from '../notices';
import { sweepAt } from './a-sweep.fixture';

const SHEET = { level: 'escalated', text: '请三日内办结', dueAt: at('2026-03-05T18:00:00') } as const;

/** Who was told what after the first `from` decisions of a walk. */
function told(walk: Walk, from: number): string[] {
  return walk.decisions
    .slice(from)
    .flatMap((decision) =>
      noticesFor(decision, TREE).map(
        ({ to, kind, params }) => `${audienceCode(to)}: ${noticeText(kind, params, '路灯不亮')}`,
      ),
    );
}

describe('the notices of the sweep', () => {
  it('go to the unit, from yellow on to the supervisors too, with the day as people write it', () => {
    const walk = new Walk().handled().step('2026-03-02T11:30:00', 'contact', {
      ...{ at: at('2026-03-02T11:20:00'), outcome: 'answered', note: '已联系' },
    });
    const from = walk.decisions.length;
    sweepAt(walk, '2026-03-13T09:00:00');
    expect(told(walk, from)).toEqual([
      'unit:jsj_gas: 即将到期（2026-03-11 24:00）：路灯不亮',
      'unit:jsj_gas: 已逾期（应于 2026-03-11 24:00 前办结）：路灯不亮',
      'unit:jsj_gas: 黄牌督办（逾期未答复）：路灯不亮',
      'role:supervisor: 黄牌督办（逾期未答复）：路灯不亮',
    ]);
  });

  it('go to whoever is slow: leaders, dispatchers, callback agents', () => {
    const letter = new Walk({ instructionRequired: true });
    sweepAt(letter, '2026-03-20T09:00:00');
    expect(told(letter, 1)).toEqual(['role:leader: 批示超时：路灯不亮', 'role:supervisor: 批示超时：路灯不亮']);
    const call = new Walk();
    sweepAt(call, '2026-03-03T09:00:00');
    expect(told(call, 1)).toEqual(['role:dispatcher: 派单超时：路灯不亮', 'role:supervisor: 派单超时：路灯不亮']);
    const replied = new Walk().handled().replied('2026-03-03T10:00:00').step('2026-03-03T11:00:00', 'accept_reply', {});
    const from = replied.decisions.length;
    sweepAt(replied, '2026-03-20T09:00:00');
    expect(told(replied, from)).toEqual([
      'role:callback_agent: 回访超时：路灯不亮',
      'role:supervisor: 回访超时：路灯不亮',
    ]);
  });

  it('tell the unit of a sheet, the leader of one that goes up, and both of the report', () => {
    const walk = new Walk().handled();
    const from = walk.decisions.length;
    walk.step('2026-03-03T09:00:00', 'supervise', SHEET);
    walk.step('2026-03-03T09:10:00', 'note_instruction', { text: '限期办结' });
    walk.step('2026-03-04T09:00:00', 'report_supervision', { text: '已落实' });
    expect(told(walk, from)).toEqual([
      'unit:jsj_gas: 提级督办：路灯不亮',
      'role:leader: 提级督办：路灯不亮',
      'unit:jsj_gas: 批示：路灯不亮',
      'role:supervisor: 燃气办已反馈督办落实情况：路灯不亮',
      'role:leader: 燃气办已反馈督办落实情况：路灯不亮',
    ]);
  });
});
