import { ROLES } from '@minsheng/contracts';
import { actor, TREE, UNITS, Walk } from '../order/an-order.fixture';
import { mayRead, mayReveal, orderScope, readerUnits, readsAsUnit, seesOrders } from './access';

describe('who may read an order', () => {
  it('the lead unit and what stands above it; not a sister, not another unit', () => {
    const { order } = new Walk().handled('jsj_gas');
    const readers = UNITS.map((unit) => unit.code).filter((code) => mayRead(order, actor('handler', code), TREE));
    expect(readers).toEqual(['jsj', 'jsj_gas']);
  });

  it('co-units read too', () => {
    const { order } = new Walk().step('2026-03-02T10:00:00', 'dispatch', {
      leadUnitCode: 'gaj',
      coUnitCodes: ['jsj_house'],
    });
    expect([...readerUnits(order, TREE)].sort()).toEqual(['gaj', 'jsj', 'jsj_house']);
  });

  it('the staff of the unit complained of never, even where its own parent leads', () => {
    const { order } = new Walk({ subjectUnitCode: 'jsj_gas' }).handled('jsj');
    expect(mayRead(order, actor('handler', 'jsj_gas'), TREE)).toBe(false);
    expect(mayRead(order, actor('unit_head', 'jsj'), TREE)).toBe(true);
  });

  it('agents read what they registered, callback agents what was in callback, auditors and administrators nothing', () => {
    const { order } = new Walk();
    expect(mayRead(order, actor('agent', null, 'agent1'), TREE)).toBe(true);
    expect(mayRead(order, actor('agent', null, 'agent2'), TREE)).toBe(false);
    expect(mayRead(order, actor('callback_agent'), TREE)).toBe(false);
    const called = new Walk().handled().replied().step('2026-03-05T09:00:00', 'accept_reply', {}).order;
    expect(mayRead(called, actor('callback_agent'), TREE)).toBe(true);
    expect(ROLES.filter((role) => !seesOrders(actor(role, 'gaj')))).toEqual(['auditor', 'admin']);
    expect(ROLES.filter((role) => orderScope(actor(role, 'gaj')).all)).toEqual(['dispatcher', 'supervisor', 'leader']);
  });
});

describe('who may look behind the mask', () => {
  const { order } = new Walk().handled('jsj_gas');

  it('the handler of the lead unit while it holds the order, unless it is confidential', () => {
    expect(mayReveal(order, actor('handler', 'jsj_gas'))).toBe(true);
    expect(mayReveal(order, actor('handler', 'jsj'))).toBe(false);
    expect(mayReveal(order, actor('unit_head', 'jsj_gas'))).toBe(false);
    expect(mayReveal({ ...order, confidential: true }, actor('handler', 'jsj_gas'))).toBe(false);
    expect(mayReveal({ ...order, state: 'awaiting_callback' }, actor('handler', 'jsj_gas'))).toBe(false);
  });

  it('the dispatcher, the agent who registered, the callback agent for its list; nobody else', () => {
    expect(mayReveal(order, actor('dispatcher'))).toBe(true);
    expect(mayReveal(order, actor('agent', null, 'agent1'))).toBe(true);
    expect(mayReveal(order, actor('agent', null, 'agent2'))).toBe(false);
    expect(mayReveal(order, actor('callback_agent'))).toBe(false);
    expect(mayReveal({ ...order, state: 'awaiting_callback' }, actor('callback_agent'))).toBe(true);
    for (const role of ['supervisor', 'leader', 'auditor', 'admin'] as const)
      expect(mayReveal(order, actor(role))).toBe(false);
  });

  it('someone who is a unit’s staff and nothing else reads as the unit', () => {
    expect(readsAsUnit(order, actor('handler', 'jsj'))).toBe(true);
    expect(readsAsUnit(order, actor(['handler', 'agent'], 'jsj', 'someone'))).toBe(true);
    expect(readsAsUnit(order, actor(['handler', 'agent'], 'jsj', 'agent1'))).toBe(false);
    expect(readsAsUnit(order, actor(['handler', 'dispatcher'], 'jsj'))).toBe(false);
  });
});
