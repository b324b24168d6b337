import { request } from 'node:http';
import { type Problem } from '@minsheng/contracts';

/** What came back over HTTP, as a client outside sees it. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  readonly body: T;
}

export interface Ask {
  readonly body?: unknown;
  /** Sent as it stands, for bodies that are no JSON. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person at one address: sends the token with everything. */
export class Client {
  constructor(
    private readonly url: string,
    readonly name: string,
    readonly token: string | null,
  ) {}

  get<T>(path: string, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('GET', path, { headers });
  }

  post<T>(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.send<T>('POST', path, { body, headers });
  }

  /** @throws Error with what was answered instead, where the answer is not the expected one */
  async ok<T>(asked: Promise<Answer<T>>, status = 200): Promise<T> {
    const answer = await asked;
    if (answer.status !== status) throw new Error(`${this.name}: expected ${status}, got ${describe(answer)}`);
    return answer.body;
  }

  send<T>(method: string, path: string, { body, raw, headers }: Ask = {}): Promise<Answer<T>> {
    const payload = raw ?? (body === undefined ? null : JSON.stringify(body));
    const all = {
      ...(this.token === null ? {} : { Authorization: `Bearer ${this.token}` }),
      ...(payload === null
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(payload)) }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${this.url}${path}`, { method, headers: all }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString('utf8');
          const parsed = parse<T>(text);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, bytes, body: parsed });
        });
      });
      asked.on('error', reject);
      asked.end(payload ?? undefined);
    });
  }
}

/** The code of a refusal with its status, for one-line expectations. */
export function refusal(answer: Answer<unknown>): { status: number; code: string | undefined } {
  return { status: answer.status, code: (answer.body as Partial<Problem> | null)?.code };
}

function describe({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 500)}`;
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null as T;
  }
}
