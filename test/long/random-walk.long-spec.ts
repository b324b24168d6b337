import { ACTIONS } from '@minsheng/contracts';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dashboard } from '../../apps/dashboard/src';
import { dispatch, UnitsService } from '../../apps/dispatch/src';
import { intake } from '../../apps/intake/src';
import { disagreements } from '../walk/agreement';
import { RandomWalk, told } from '../walk/random-walk';
import { UNITS } from '../walk/walk-cast';

const STEPS = 10_000;
const PEOPLE = 8;

describe.each(testDatabaseUrls())('a long random walk on $name', ({ url }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(url, [intake, dispatch, dashboard], '2025-01-06T09:00:00+08:00');
    await service.get(UnitsService).putAll(UNITS);
    await service.settle();
  });
  afterAll(() => service.close());

  it(`of ${String(STEPS)} steps by ${String(PEOPLE)} people at once leaves nothing that disagrees`, async () => {
    const report = await new RandomWalk(service, 20250106).run(STEPS, PEOPLE);
    process.stdout.write(`${told(report)}\n`);
    expect(await disagreements(service)).toEqual([]);
    expect(ACTIONS.filter((action) => !report.done.has(action))).toEqual([]);
  }, 1_800_000);
});
