import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '@minsheng/testing';
import { parse } from 'yaml';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly command?: readonly string[];
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const compose = parse(read('docker/docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const nginx = read('docker/nginx.conf');
const dockerfile = read('docker/Dockerfile');

/** What an npm script runs, as the words of a container's command: without npm, signals reach the process itself. */
function commandOf(script: string): string[] {
  return (scripts[script] ?? '').replace(/^exec /, '').split(' ');
}

/** Which service the nginx in front sends a path to, by nginx's own rule: the longest matching prefix. */
function routedTo(path: string): string {
  const locations = [...nginx.matchAll(/location (\S+)\s*\{([^}]*)\}/g)];
  const matching = locations.filter(([, prefix]) => path.startsWith(prefix ?? '/'));
  const longest = matching.sort(([, a], [, b]) => (b ?? '').length - (a ?? '').length)[0]?.[2] ?? '';
  return /proxy_pass \$(\w+)/.exec(longest)?.[1] ?? /return (\d+)/.exec(longest)?.[1] ?? 'pages';
}

describe('the compose file', () => {
  const programs = Object.entries(compose.services).filter(([, service]) => service.command?.[0] === 'node');

  it('runs each service once and the migration before them', () => {
    expect(programs.map(([name]) => name).sort()).toEqual(['dashboard', 'dispatch', 'intake', 'migrate']);
    for (const name of ['intake', 'dispatch', 'dashboard']) {
      expect(Object.keys(compose.services[name]?.depends_on ?? {})).toContain('migrate');
      expect(compose.services[name]?.command).toEqual(commandOf(`start:${name}`));
    }
  });

  it('migrates as `npm run migrate` does', () => {
    expect(compose.services.migrate?.command).toEqual(commandOf('migrate'));
  });

  it.each(programs)('%s sets only variables that the program knows', (_name, service) => {
    const known = [...read('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(Object.keys(service.environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('builds stages that the Dockerfile has, from files that exist', () => {
    for (const { build } of Object.values(compose.services)) {
      if (build === undefined) continue;
      expect(dockerfile).toContain(` AS ${build.target}\n`);
      expect(existsSync(join(root, 'docker', build.context, build.dockerfile))).toBe(true);
    }
  });

  it('gives all services the port that nginx calls them on', () => {
    for (const name of ['intake', 'dispatch', 'dashboard']) {
      expect(nginx).toContain(`http://${name}:${compose.services[name]?.environment?.PORT ?? '-'};`);
    }
  });
});

describe('the Dockerfile', () => {
  const lines = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
  const copied = [...new Set(lines.flatMap(([, files]) => (files ?? '').split(' ')))];

  it.each(copied)('copies %s, which exists', (file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });

  it('does not run as root', () => {
    expect(dockerfile.split(' AS service')[1]).toMatch(/^USER node$/m);
  });

  it('starts as `npm start` does', () => {
    expect(dockerfile).toContain(`CMD ${JSON.stringify(commandOf('start')).replaceAll(',', ', ')}\n`);
  });
});

describe('nginx in front', () => {
  it.each([
    ['/api/intake/appeals', 'intake'],
    ['/api/public/letters/X/rating', 'intake'],
    ['/open311/v2/requests.json', 'intake'],
    ['/api/auth/login', 'dispatch'],
    ['/api/dispatch/orders', 'dispatch'],
    ['/api/docs', 'dispatch'],
    ['/api/openapi.json', 'dispatch'],
    ['/api/health/ready', 'dispatch'],
    ['/api/dashboard/board', 'dashboard'],
    ['/api/dashboard/socket/?EIO=4', 'dashboard'],
    ['/api/unknown', '404'],
    ['/metrics', '404'],
    ['/letters', 'pages'],
  ])('sends %s to %s', (path, service) => {
    expect(routedTo(path)).toBe(service);
  });

  it.each(ROUTES.filter(([prefix]) => prefix !== '/api/'))(
    'and the gateway of the tests agree on %s',
    (prefix, service) => {
      expect(routedTo(`${prefix}x`)).toBe(service);
    },
  );

  it('lets the socket upgrade', () => {
    expect(nginx).toContain('proxy_set_header Upgrade $http_upgrade;');
  });

  it('writes no query string down', () => {
    expect(nginx).toMatch(/log_format without_query '[^']*\$uri[^']*'/);
    expect(/log_format[^;]*\$(request|request_uri|args)\b/.test(nginx)).toBe(false);
  });
});
