/** Where the data is: one variable, `DATABASE_URL`, read in one place. */
export type DatabaseAddress =
  | { readonly dialect: 'sqlite'; readonly file: string }
  | {
      readonly dialect: 'mysql';
      /** What the URL claims; a `mysql:` URL may still lead to a MariaDB server. */
      readonly scheme: 'mysql' | 'mariadb';
      readonly host: string;
      readonly port: number;
      readonly username: string;
      readonly password: string;
      readonly database: string;
    };

/** The dialects that migrations, columns and the Chinese search know. */
export type Dialect = DatabaseAddress['dialect'];

/** Reads `sqlite:PATH`, `mysql://…` or `mariadb://…`; anything else is refused with the accepted forms. */
export function parseDatabaseUrl(databaseUrl: string): DatabaseAddress {
  const scheme = /^([a-z]+):/.exec(databaseUrl)?.[1];
  if (scheme === 'sqlite') {
    const file = databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=[./])/, '');
    if (file !== '') return { dialect: 'sqlite', file };
  }
  if (scheme === 'mysql' || scheme === 'mariadb') {
    const url = new URL(databaseUrl);
    const database = decodeURIComponent(url.pathname.slice(1));
    if (database !== '') {
      return {
        dialect: 'mysql',
        scheme,
        host: url.hostname,
        port: Number(url.port === '' ? 3306 : url.port),
        username: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database,
      };
    }
  }
  throw new Error('DATABASE_URL must be sqlite:PATH, mysql://user:password@host:3306/name or mariadb://…/name');
}
