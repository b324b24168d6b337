import { WorkingCalendar } from '@minsheng/domain';
import { anOrder, aTurn } from '../board.fixture';
import { contributionsOf, rowsOf } from './order-rows';

const calendar = WorkingCalendar.shipped();
const openOf = (rows: ReturnType<typeof rowsOf>): number =>
  contributionsOf(rows).reduce((sum, { measures }) => sum + (measures.open ?? 0), 0);

describe('the rows of an order that follows another', () => {
  const left = aTurn({ leftAt: '2026-03-03T01:00:00.000Z', leftBy: 'merge' });
  const merged = rowsOf(
    anOrder({ code: 'a', state: 'handling', turns: [left], mergedInto: '20260302000009' }),
    calendar,
  );

  it('are not open and burn no lamp: the main order is what is open', () => {
    expect(merged.order).toMatchObject({ isOpen: false, lampDueAt: null });
    expect(openOf(merged)).toBe(0);
  });

  it('are open again once it lives alone', () => {
    const alone = rowsOf(anOrder({ code: 'a', state: 'awaiting_callback', turns: [left], mergedInto: null }), calendar);
    expect(alone.order.isOpen).toBe(true);
    expect(openOf(alone)).toBe(1);
  });
});
