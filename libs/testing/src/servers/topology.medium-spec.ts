import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Topology } from './topology';

/** A stand-in for each program: it says who it is, and lets a socket upgrade. */
const SERVICE = `
  const server = require('node:http').createServer((req, res) => res.end(__dirname.split('/').pop() + ' ' + req.url));
  server.on('upgrade', (req, socket) => socket.end('HTTP/1.1 101 Switching Protocols\\r\\nX-From: ' + __dirname.split('/').pop() + '\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n\\r\\n'));
  server.listen(Number(process.env.PORT), process.env.HOST);
`;
const COMMAND =
  "console.log(process.argv.slice(2).join(' ')); process.exitCode = process.argv[2] === 'verify' ? 1 : 0;";

const dist = mkdtempSync(join(tmpdir(), 'minsheng-stand-ins-'));
for (const name of ['standalone', 'intake', 'dispatch', 'dashboard']) {
  mkdirSync(join(dist, name));
  writeFileSync(join(dist, name, 'main.js'), SERVICE);
}
writeFileSync(join(dist, 'standalone/cli.js'), COMMAND);
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const get = async (url: string): Promise<string> => (await fetch(url)).text();

function upgradedBy(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } });
    asked.on('upgrade', (answer) => resolve(answer.headers['x-from'])).on('error', reject);
    asked.end();
  });
}

describe('a topology under test', () => {
  it('is one process when embedded, and hands commands their arguments and exit code', async () => {
    const topology = await Topology.start({ kind: 'embedded', dist });
    expect(await get(`${topology.url}/api/intake/appeals`)).toBe('standalone /api/intake/appeals');
    expect(await topology.command('verify', '--x', 'a b')).toEqual({ code: 1, output: 'verify --x a b\n' });
    await topology.stop();
    await expect(get(topology.url)).rejects.toThrow();
  });

  it('is three behind one address when split; one may be killed and started again', async () => {
    const topology = await Topology.start({ kind: 'split', dist });
    expect(await get(`${topology.url}/api/public/letters`)).toBe('intake /api/public/letters');
    expect(await get(`${topology.url}/api/auth/login`)).toBe('dispatch /api/auth/login');
    expect(await upgradedBy(`${topology.url}/api/dashboard/socket/?EIO=4`)).toBe('dashboard');
    await topology.kill('intake');
    expect((await fetch(`${topology.url}/api/intake/x`)).status).toBe(502);
    await topology.restart('intake');
    expect(await get(`${topology.url}/api/intake/x`)).toBe('intake /api/intake/x');
    await topology.stop();
  });
});
