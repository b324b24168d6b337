import mysql from 'mysql2/promise';
import Redis from 'ioredis';
import { testDatabaseUrls } from './test-database';
import { describeWithRedis } from './test-redis';

describe.each(testDatabaseUrls())('the test database $name', ({ name, url }) => {
  it('is empty and of its own', async () => {
    if (name === 'embedded') {
      expect(url).toMatch(/^sqlite:.*test\.db$/);
      return;
    }
    const connection = await mysql.createConnection(url);
    const [tables] = await connection.query('SHOW TABLES');
    const [zones] = await connection.query('SELECT @@time_zone AS zone, @@character_set_database AS letters');
    await connection.end();
    expect(tables).toEqual([]);
    expect(zones).toEqual([{ zone: '+00:00', letters: 'utf8mb4' }]);
  });
});

describeWithRedis('the test server Redis', (url) => {
  it('starts empty and keeps what a test writes', async () => {
    const redis = new Redis(url);
    expect(await redis.dbsize()).toBe(0);
    await redis.set('k', '值');
    expect(await redis.get('k')).toBe('值');
    redis.disconnect();
  });
});
