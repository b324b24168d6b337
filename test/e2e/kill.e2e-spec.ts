import { describeWithRedis, testDatabaseUrls } from '@minsheng/testing';
import { killRun } from '../long/kill-run';

const APPEALS = 200;
const PATIENCE = 240_000;

describeWithRedis('three processes, each killed -9, and Redis emptied, while appeals are posted', (redisUrl) => {
  const servers = testDatabaseUrls().filter(({ name }) => name === 'mariadb');

  it.each(servers)(
    'what was acknowledged stands once in appeals, orders and board ($name)',
    async ({ url }) => {
      const result = await killRun({ databaseUrl: url, redisUrl, appeals: APPEALS });
      const expected = [...result.acknowledged].sort();
      expect(new Set(expected).size).toBe(APPEALS);
      expect(result.changed).toEqual([]);
      expect([...result.appeals].sort()).toEqual(expected);
      expect([...result.orders].sort()).toEqual(expected);
      expect([...result.board].sort()).toEqual(expected);
      expect(result.verify).toEqual(expect.objectContaining({ code: 0 }));
    },
    PATIENCE,
  );
});
