import { BlockList, isIP } from 'node:net';

/** Where a gateway may stand, judged by its numeric address alone. */
export type AddressClass = 'public' | 'private' | 'forbidden';

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/');
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/**
 * Nobody's gateway: link-local addresses, behind which clouds keep the keys of a machine, the same services at fixed
 * addresses elsewhere, and what is no single machine at all (RFC 6890).
 */
const FORBIDDEN = listOf([
  '0.0.0.0/8',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fec0::/10',
  'fd00:ec2::/32',
  'ff00::/8',
  '2001:db8::/32',
]);

/** The county's own network: only where the administrator says so (RFC 1918, 4193, 6598). */
const PRIVATE = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
]);

/** Addresses in which another one is hidden: translated and tunnelled IPv4 (RFC 6052, 3056, 4380), IPv4-compatible. */
const WRAPPED = listOf(['64:ff9b::/96', '64:ff9b:1::/48', '2001::/32', '2002::/16', '::/96']);

export function classOfAddress(address: string): AddressClass {
  const plain = address.split('%')[0] ?? '';
  const family = isIP(plain);
  if (family === 0) return 'forbidden';
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  if (FORBIDDEN.check(plain, kind)) return 'forbidden';
  if (PRIVATE.check(plain, kind)) return 'private';
  return family === 6 && WRAPPED.check(plain, kind) ? 'forbidden' : 'public';
}

/** What is wrong with a gateway's address as it was typed, in Chinese; null where nothing is. Names are looked up later. */
export function faultOfUrl(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return '不是有效的网址';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return '网址中不能带用户名、密码';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivate))
    return allowPrivate ? '须以 https:// 或 http:// 开头' : '须以 https:// 开头；县内网网关请勾选“允许内网地址”';
  const host = hostOf(url);
  return isIP(host) === 0 ? null : faultOfAddress(host, url, allowPrivate);
}

/** The same for the numeric address that a name stands for. */
export function faultOfAddress(address: string, url: URL, allowPrivate: boolean): string | null {
  const found = classOfAddress(address);
  if (found === 'forbidden') return '该地址不允许作为网关';
  if (found === 'private' && !allowPrivate) return '内网地址须勾选“允许内网地址”';
  if (found === 'public' && url.protocol !== 'https:') return '公网地址只能用 https://';
  return null;
}

/** The host without the brackets that a URL puts around IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
