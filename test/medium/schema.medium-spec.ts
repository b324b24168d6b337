import { migrate, openDataSource, schemaDrift, storageOf } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { dashboard } from '../../apps/dashboard/src';
import { dispatch } from '../../apps/dispatch/src';
import { intake } from '../../apps/intake/src';

describe.each(testDatabaseUrls())('the schema on $name', ({ url }) => {
  it('is what the entities say, and migrating twice or from two machines at once changes nothing', async () => {
    const storage = storageOf([intake, dispatch, dashboard]);
    const sources = [
      await openDataSource({ databaseUrl: url, ...storage }),
      await openDataSource({ databaseUrl: url, ...storage }),
    ] as const;
    const ran = await Promise.all(sources.map((source) => migrate(source)));
    expect(ran.flat().sort()).toEqual([...new Set(ran.flat())].sort());
    expect(ran.flat()).toHaveLength(storage.migrations.length);
    expect(await migrate(sources[0])).toEqual([]);
    expect(await schemaDrift(sources[0])).toEqual([]);
    for (const source of sources) await source.destroy();
  });
});
