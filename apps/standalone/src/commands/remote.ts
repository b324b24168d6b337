import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { type CommandIo } from './io';
import { type DataDirLock, type LockFile } from './lock';

/** Runs a command inside the server; gives its exit code. */
export type RunCommand = (name: string, args: readonly string[], io: CommandIo) => Promise<number>;

/** One line of the answer. */
type Message = { line: string } | { progress: string } | { exitCode: number };

interface Order {
  readonly name: string;
  readonly args: readonly string[];
}

const LOOPBACK = '127.0.0.1';
const MOST_BYTES = 65_536;

/**
 * Where a running server takes commands for its embedded database: a door on the loopback address that opens to the
 * word in the lock file, once per word. Commands run one after the other.
 */
export class CommandDoor {
  private readonly server: Server;
  private token = '';
  private port = 0;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly lock: DataDirLock,
    private readonly run: RunCommand,
  ) {
    this.server = createServer((req, res) => void this.answer(req, res));
    this.server.requestTimeout = 10_000;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(0, LOOPBACK, resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
    this.token = this.lock.announce(this.port);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!this.isInvited(req)) return void res.writeHead(401).end();
    this.token = this.lock.announce(this.port);
    try {
      const order = await readOrder(req);
      if (!order) return void res.writeHead(400).end();
      await this.perform(order, res);
    } catch {
      res.destroy();
    }
  }

  private isInvited(req: IncomingMessage): boolean {
    const given = digest(req.headers.authorization ?? '');
    const isHere = req.headers.host === `${LOOPBACK}:${String(this.port)}` && req.method === 'POST';
    return timingSafeEqual(given, digest(`Bearer ${this.token}`)) && isHere && this.token !== '';
  }

  private async perform(order: Order, res: ServerResponse): Promise<void> {
    const abort = new AbortController();
    res.on('close', () => abort.abort());
    res.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    const send = (message: Message): void => void res.write(`${JSON.stringify(message)}\n`);
    const io: CommandIo = {
      line: (line) => send({ line }),
      progress: (progress) => send({ progress }),
      signal: abort.signal,
    };
    const turn = this.queue.then(() => this.runSafely(order, io));
    this.queue = turn;
    send({ exitCode: await turn });
    res.end();
  }

  private async runSafely({ name, args }: Order, io: CommandIo): Promise<number> {
    if (io.signal.aborted) return 1;
    try {
      return await this.run(name, args, io);
    } catch (error) {
      io.line(error instanceof Error ? error.message : String(error));
      return 1;
    }
  }
}

async function readOrder(req: IncomingMessage): Promise<Order | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { name, args } = value as Record<string, unknown>;
  if (typeof name !== 'string' || !Array.isArray(args)) return null;
  return { name, args: args.filter((arg) => typeof arg === 'string') };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The server is there but would not take the command: its word was used meanwhile, or it is just starting. */
export class DoorClosedError extends Error {}

/** Hands a command to the server that holds the data directory and shows what it says. */
export function runRemotely(holder: LockFile, name: string, args: readonly string[], io: CommandIo): Promise<number> {
  if (holder.port === null || holder.token === null) throw new DoorClosedError();
  const options = {
    host: LOOPBACK,
    port: holder.port,
    method: 'POST',
    path: '/run',
    signal: io.signal,
    headers: { Authorization: `Bearer ${holder.token}` },
  };
  return new Promise<number>((resolve, reject) => {
    const req = request(options, (res) => {
      if (res.statusCode !== 200) {
        res.resume();
        return reject(new DoorClosedError());
      }
      let exitCode: number | null = null;
      const lines = createInterface({ input: res, crlfDelay: Infinity });
      lines.on('line', (text) => {
        exitCode = show(JSON.parse(text) as Message, io) ?? exitCode;
      });
      res.on('error', reject);
      lines.on('close', () => {
        if (exitCode === null) reject(new Error('服务器中断了命令，请查看服务器日志后重试'));
        else resolve(exitCode);
      });
    });
    req.on('error', (error) => reject(isRefused(error) ? new DoorClosedError() : error));
    req.end(JSON.stringify({ name, args }));
  });
}

function show(message: Message, io: CommandIo): number | null {
  if ('line' in message) io.line(message.line);
  else if ('progress' in message) io.progress(message.progress);
  else return message.exitCode;
  return null;
}

function isRefused(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET');
}
