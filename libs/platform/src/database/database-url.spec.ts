import { parseDatabaseUrl } from './database-url';

describe('DATABASE_URL', () => {
  it.each([
    ['sqlite:./var/a.db', './var/a.db'],
    ['sqlite:/srv/a.db', '/srv/a.db'],
    ['sqlite:///srv/a.db', '/srv/a.db'],
    ['sqlite:a.db', 'a.db'],
  ])('reads %s as an embedded file', (url, file) => {
    expect(parseDatabaseUrl(url)).toEqual({ dialect: 'sqlite', file });
  });

  it('reads a server with an escaped password', () => {
    expect(parseDatabaseUrl('mariadb://min:p%40ss@db/minsheng')).toMatchObject({
      scheme: 'mariadb',
      host: 'db',
      port: 3306,
      password: 'p@ss',
      database: 'minsheng',
    });
  });

  it.each(['postgres://x/y', 'mysql://host', 'sqlite:', ''])('refuses %s', (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow('DATABASE_URL');
  });
});
