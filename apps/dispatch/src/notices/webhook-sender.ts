import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { faultOfAddress, faultOfUrl, hostOf } from './target-address';

const TIMEOUT_MS = 10_000;

/** What is sent where. */
export interface Message {
  readonly url: string;
  readonly allowPrivate: boolean;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How it was received: `error` null means 2xx. */
export interface Receipt {
  readonly status: number | null;
  readonly error: string | null;
}

/** Failures that have a name of their own in the log; the rest is a failed connection. */
const FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连接被拒绝',
  ECONNRESET: '连接中断',
  ENOTFOUND: '域名无法解析',
  EAI_AGAIN: '域名无法解析',
  EHOSTUNREACH: '网络不可达',
  ENETUNREACH: '网络不可达',
  CERT_HAS_EXPIRED: '证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '证书不受信任',
  SELF_SIGNED_CERT_IN_CHAIN: '证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '证书不受信任',
  ERR_TLS_CERT_ALTNAME_INVALID: '证书与域名不符',
};

/** A fault of the address that is no fault of the network. */
class Refused extends Error {}

/** Posts to gateways outside. Never called inside a unit of work; never throws. */
@Injectable()
export class WebhookSender {
  /**
   * One attempt: the name is looked up once, judged, and the connection goes to that very address, so that a name
   * cannot answer differently the second time. Redirects are not followed; ten seconds for everything.
   */
  async send(message: Message): Promise<Receipt> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const url = new URL(message.url);
      const address = await orTimeout(addressOf(url, message.allowPrivate), timeout);
      const status = await post(url, address, message, timeout);
      return { status, error: status >= 200 && status < 300 ? null : `网关返回 ${String(status)}` };
    } catch (error) {
      return { status: null, error: timeout.aborted ? '超过 10 秒没有答复' : describe(error) };
    }
  }
}

/** @throws Refused for an address that no gateway may have */
async function addressOf(url: URL, allowPrivate: boolean): Promise<string> {
  const fault = faultOfUrl(url.href, allowPrivate);
  if (fault !== null) throw new Refused(fault);
  const host = hostOf(url);
  const found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }];
  // A name that leads to several places is refused for the worst of them: which one it leads to next is not ours to say.
  for (const { address } of found) {
    const wrong = faultOfAddress(address, url, allowPrivate);
    if (wrong !== null) throw new Refused(wrong);
  }
  return found[0]?.address ?? host;
}

function post(url: URL, address: string, { body, headers }: Message, signal: AbortSignal): Promise<number> {
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const size = String(Buffer.byteLength(body));
  const all = { ...headers, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': size };
  const options = { method: 'POST', headers: all, agent: false, lookup: always(address), signal } as const;
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (answer) => {
      resolve(answer.statusCode ?? 0);
      // What the gateway says beyond its status is of no use, and may be endless.
      answer.destroy();
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function always(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Refused('超时')), { once: true });
    work.then(resolve, reject);
  });
}

function describe(error: unknown): string {
  if (error instanceof Refused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FAILURES[code] ?? `连接失败${code === '' ? '' : `（${code}）`}`;
}
