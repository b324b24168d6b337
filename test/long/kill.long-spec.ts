import { describeWithRedis, testDatabaseUrls } from '@minsheng/testing';
import { killRun } from './kill-run';

const APPEALS = 2000;
const PATIENCE = 900_000;

describeWithRedis('killed -9 in turn, Redis emptied, 2,000 appeals', (redisUrl) => {
  const servers = testDatabaseUrls().filter(({ name }) => name === 'mariadb');

  it.each(servers)(
    'loses nothing and counts nothing twice on $name',
    async ({ url }) => {
      const result = await killRun({ databaseUrl: url, redisUrl, appeals: APPEALS });
      const expected = [...result.acknowledged].sort();
      expect(new Set(expected).size).toBe(APPEALS);
      expect(result.changed).toEqual([]);
      expect([...result.appeals].sort()).toEqual(expected);
      expect([...result.orders].sort()).toEqual(expected);
      expect([...result.board].sort()).toEqual(expected);
      expect(result.verify).toEqual(expect.objectContaining({ code: 0 }));
      console.log(
        `acknowledged ${expected.length}, appeals ${result.appeals.length}, orders ${result.orders.length}, ` +
          `board ${result.board.length}, ${result.retries} retries, ${result.seconds.toFixed(0)} s`,
      );
    },
    PATIENCE,
  );
});
