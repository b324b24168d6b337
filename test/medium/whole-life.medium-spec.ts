import { testDatabaseUrls, testService } from '@minsheng/testing';
import { dashboard } from '../../apps/dashboard/src';
import { dispatch, UnitsService } from '../../apps/dispatch/src';
import { intake } from '../../apps/intake/src';
import { disagreements } from '../walk/agreement';
import { tellLife } from '../walk/whole-life';
import { UNITS } from '../walk/walk-cast';

/** Shanghai wall time. */
const shanghai = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

describe.each(testDatabaseUrls())('the whole life of a letter on $name', ({ url }) => {
  it('through return, designation, extension, send-back, “dissatisfied”, redo and closing adds up', async () => {
    const service = await testService(url, [intake, dispatch, dashboard], '2026-09-24T16:00:00+08:00');
    try {
      await service.get(UnitsService).putAll(UNITS);
      await service.settle();
      const { order, segments, total, deadlines } = await tellLife(service, {
        title: '小区电梯停运',
        content: '电梯停运多日，老人出行困难，多次反映未果。',
      });
      expect(order).toMatchObject({ state: 'closed', round: 2, designated: true, leadUnitCode: 'housing' });
      expect(segments.reduce((sum, segment) => sum + segment.workingMinutes, 0)).toBe(total);
      const minutes = new Map<string, number>();
      for (const { holder, workingMinutes } of segments) {
        minutes.set(holder, (minutes.get(holder) ?? 0) + workingMinutes);
      }
      expect(Object.fromEntries(minutes)).toEqual({
        hotline: 2130,
        leader: 330,
        'unit:housing': 5600,
        'unit:police': 40,
        'unit:water': 40,
      });
      expect(
        deadlines.map(({ unit, first, moves, days }) => [
          unit,
          shanghai(first),
          days.filter((day) => day.counted).length,
          moves.map((move) => `${move.why} → ${shanghai(move.dueAt)}`).join('; '),
        ]),
      ).toEqual([
        // 10 working days after 28 September, over eight days of 国庆 and with the working Saturday of 10 October.
        ['police', '10-17 00:00', 10, ''],
        ['water', '10-20 00:00', 10, ''],
        ['housing', '10-20 00:00', 10, 'extension → 10-27 00:00; sent_back → 10-29 00:00'],
        ['housing', '10-31 00:00', 3, ''],
      ]);
      await service.settle();
      expect(await disagreements(service)).toEqual([]);
    } finally {
      await service.close();
    }
  });
});
