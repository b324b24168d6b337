import type { ChainCheckView } from '@minsheng/contracts';
import { actionLabel, checkText, detailsText, objectText, toAuditQuery } from './audit-model';

const check: ChainCheckView = {
  ...{ id: 1, orderCode: null, askedBy: 'auditor', state: 'done', startedAt: '', finishedAt: null },
  ...{ orders: 12, lines: 30, found: 0, differences: [] },
};

describe("the auditor's list", () => {
  it('asks for whole days of the county, and takes an order code for its object', () => {
    expect(toAuditQuery({ from: '2026-03-01', to: '2026-03-02', object: '20260301000001' }, 'c')).toEqual({
      ...{ from: '2026-03-01T00:00:00+08:00', to: '2026-03-02T23:59:59.999+08:00' },
      ...{ object: 'order:20260301000001', cursor: 'c', limit: 50 },
    });
    expect(toAuditQuery({ object: 'session:1' }, '')).toEqual({ object: 'session:1', limit: 50 });
  });

  it('says in words what was looked at and why, without digests', () => {
    const details = { fields: ['phone', 'name'], reason: '核实地址', digest: 'k1.00', other: { a: 1 }, nothing: null };
    expect(detailsText(details)).toBe('查看：电话、姓名；事由：核实地址；other：{"a":1}');
    expect(actionLabel('reveal')).toBe('查看联系方式');
    expect(['order:20260301000001', 'chain:all', 'other:x', 'bare'].map(objectText)).toEqual([
      ...['工单 20260301000001', '存证 全部', 'other:x', 'bare'],
    ]);
    expect(actionLabel('something_new')).toBe('something_new');
  });

  it('tells how a check went', () => {
    expect(checkText(check)).toBe('校验通过：工单 12 件、审计日志 30 条，未发现改动');
    expect(checkText({ ...check, state: 'running', found: 2 })).toBe(
      '正在校验：已核对工单 12 件、审计日志 30 条，已发现 2 处异常',
    );
    expect(checkText({ ...check, orderCode: '20260301000001', found: 1 })).toBe(
      '发现 1 处异常：已核对工单 20260301000001',
    );
    expect(checkText({ ...check, state: 'interrupted' })).toContain('中断');
    expect(checkText({ ...check, state: 'failed' })).toContain('没有完成');
  });
});
