import { TABLE_CONTENT_TYPE } from '@minsheng/contracts';
import { ApiError, networkProblem, readProblem } from './api-error';

export { ApiError } from './api-error';

/** Where the client takes its tokens from; the session store supplies it, so that the client knows no store. */
export interface TokenSource {
  accessToken(): string | null;
  /** A fresh access token in place of the refused one, or null when the sign-in is over. */
  renew(refused: string): Promise<string | null>;
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;
export interface PostOptions {
  idempotencyKey?: string;
  headers?: Record<string, string>;
}
export interface GetOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}
interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Query;
  body?: unknown;
  /** Sent as it stands instead of a JSON body. */
  file?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const anonymous: TokenSource = { accessToken: () => null, renew: () => Promise.resolve(null) };
let tokens: TokenSource = anonymous;

/** Called once at start-up by the session. */
export function useTokenSource(source: TokenSource): void {
  tokens = source;
}

function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `/api${path.startsWith('/') ? '' : '/'}${path}${text ? `?${text}` : ''}`;
}

async function fetchOnce(call: Call, token: string | null): Promise<Response> {
  const headers = new Headers(call.headers);
  headers.set('Accept', 'application/json');
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  if (call.file) headers.set('Content-Type', TABLE_CONTENT_TYPE);
  const body = call.file ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  try {
    return await fetch(address(call.path, call.query), { method: call.method, headers, body, signal: call.signal });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, networkProblem());
  }
}

/** Routes whose 401 is the answer itself. */
const SIGNING_IN: readonly string[] = ['/auth/login', '/auth/refresh'];

/** One repetition after a 401, with a renewed token; signing in itself is never repeated. */
async function send(call: Call): Promise<Response> {
  const token = SIGNING_IN.includes(call.path) ? null : tokens.accessToken();
  let response = await fetchOnce(call, token);
  if (response.status === 401 && token) {
    const renewed = await tokens.renew(token);
    if (renewed) response = await fetchOnce(call, renewed);
  }
  if (!response.ok) throw new ApiError(response.status, await readProblem(response));
  return response;
}

async function json<T>(call: Call): Promise<T> {
  const response = await send(call);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

function fileName(response: Response, fallback: string): string {
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header)?.[1] ?? fallback;
}

/** A link cannot carry the bearer token, so a file is fetched and then handed to the browser. */
async function download(path: string, query?: Query, fallbackName?: string): Promise<void> {
  const response = await send({ method: 'GET', path, query });
  const name = fileName(response, fallbackName ?? path.split('/').pop() ?? 'download');
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The only way from the screen to the server: `/api`, the bearer token, one renewal on 401, ApiError on refusal. */
export const http = {
  get<T>(path: string, query?: Query, options: GetOptions = {}): Promise<T> {
    return json<T>({ method: 'GET', path, query, ...options });
  },
  post<T>(path: string, body: unknown = {}, options: PostOptions = {}): Promise<T> {
    const headers = { ...options.headers };
    if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
    return json<T>({ method: 'POST', path, body, headers });
  },
  put<T>(path: string, body: unknown): Promise<T> {
    return json<T>({ method: 'PUT', path, body });
  },
  delete<T>(path: string): Promise<T> {
    return json<T>({ method: 'DELETE', path });
  },
  /** A table file: a preview, or with a key stored. */
  upload<T>(path: string, file: Blob, idempotencyKey: string | null): Promise<T> {
    const headers: Record<string, string> = idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey };
    return json<T>({ method: 'POST', path, query: { apply: idempotencyKey !== null }, file, headers });
  },
  download,
};
