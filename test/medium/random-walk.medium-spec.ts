import { ACTIONS } from '@minsheng/contracts';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dashboard } from '../../apps/dashboard/src';
import { dispatch, UnitsService } from '../../apps/dispatch/src';
import { intake } from '../../apps/intake/src';
import { disagreements } from '../walk/agreement';
import { RandomWalk, told } from '../walk/random-walk';
import { UNITS } from '../walk/walk-cast';

const STEPS = 2000;
const PEOPLE = 4;

describe.each(testDatabaseUrls())('a random walk over all actions on $name', ({ url }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(url, [intake, dispatch, dashboard], '2026-01-05T09:00:00+08:00');
    await service.get(UnitsService).putAll(UNITS);
    await service.settle();
  });
  afterAll(() => service.close());

  it(`of ${String(STEPS)} steps by ${String(PEOPLE)} people at once leaves nothing that disagrees`, async () => {
    const report = await new RandomWalk(service, 20260105).run(STEPS, PEOPLE);
    process.stdout.write(`${told(report)}\n`);
    expect(await disagreements(service)).toEqual([]);
    // People act at once, so no two walks are the same; a walk that misses this much is no walk over all actions.
    expect(ACTIONS.filter((action) => !report.done.has(action)).length).toBeLessThan(6);
    expect(report.refused.size).toBeGreaterThan(8);
  }, 600_000);
});
