import { createServer, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';

/** Which service answers a path, as docker/nginx.conf says it; the first prefix that fits. */
export const ROUTES = [
  ['/api/intake/', 'intake'],
  ['/api/public/', 'intake'],
  ['/open311/', 'intake'],
  ['/api/dashboard/', 'dashboard'],
  ['/api/', 'dispatch'],
] as const;

export type ServiceName = (typeof ROUTES)[number][1];

export interface Gateway {
  readonly port: number;
  stop(): Promise<void>;
}

/** Stands where nginx stands in production, so that a test of the split topology has one address, sockets included. */
export async function startGateway(ports: Readonly<Record<ServiceName, number>>): Promise<Gateway> {
  const portOf = ({ url = '/' }: IncomingMessage): number => {
    const route = ROUTES.find(([prefix]) => url.startsWith(prefix));
    return ports[route?.[1] ?? 'dispatch'];
  };
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: portOf(incoming), method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    incoming.pipe(onward);
  });
  server.on('upgrade', (incoming, client, head) => {
    const onward = connect(portOf(incoming), '127.0.0.1', () => {
      onward.write(`${requestHead(incoming)}\r\n\r\n`);
      onward.write(head);
      onward.pipe(client).pipe(onward);
    });
    onward.on('error', () => client.destroy());
    client.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, stop };
}

function requestHead({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? 'GET'} ${url ?? '/'} HTTP/1.1`];
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return lines.join('\r\n');
}
