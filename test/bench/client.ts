import { Agent, request } from 'node:http';

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** A plain HTTP client on kept connections: what it costs is the same for the product and for the bare service. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(private readonly port: number) {}

  /** @throws Error on every answer but 2xx */
  async json<T>({ method = 'GET', path, token, body }: Call): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    };
    const answer = await new Promise<string>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const all = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(all);
          else reject(new Error(`${method} ${path}: ${status} ${all.slice(0, 300)}`));
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
    return JSON.parse(answer) as T;
  }

  close(): void {
    this.agent.destroy();
  }
}

export interface Load {
  readonly clients: number;
  /** Either so many requests, or as many as fit into so many seconds. */
  readonly count?: number;
  readonly seconds?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly milliseconds: number;
  readonly perSecond: number;
}

/** Some clients, each asking again as soon as it was answered. */
export async function drive(load: Load, ask: (index: number) => Promise<unknown>): Promise<LoadResult> {
  const began = performance.now();
  const until = load.seconds === undefined ? Infinity : began + load.seconds * 1000;
  const most = load.count ?? Infinity;
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < most && performance.now() < until) {
      next += 1;
      await ask(next - 1);
    }
  };
  await Promise.all(Array.from({ length: load.clients }, client));
  const milliseconds = performance.now() - began;
  return { requests: next, milliseconds, perSecond: (next * 1000) / milliseconds };
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
