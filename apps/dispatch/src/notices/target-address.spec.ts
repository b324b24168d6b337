import { classOfAddress, faultOfUrl } from './target-address';
import { signatureOf } from './webhook-signature';

describe('where a gateway may stand', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2400:3200::1', 'public'],
    ['10.1.2.3', 'private'],
    ['127.0.0.1', 'private'],
    ['::1', 'private'],
    ['fd12::1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['169.254.169.254', 'forbidden'],
    ['::ffff:169.254.169.254', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['64:ff9b::a9fe:a9fe', 'forbidden'],
    ['2002:a9fe:a9fe::1', 'forbidden'],
    ['0.0.0.0', 'forbidden'],
    ['::', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['no address', 'forbidden'],
  ])('%s is %s', (address, expected) => expect(classOfAddress(address)).toBe(expected));

  it.each([
    ['https://sms.example.gov.cn/notify', false, null],
    ['https://[2400:3200::1]/notify', false, null],
    ['http://sms.example.gov.cn/notify', false, '须以 https'],
    ['http://10.0.0.8:8080/notify', true, null],
    ['https://10.0.0.8/notify', false, '内网地址须勾选'],
    ['https://2130706433/', false, '内网地址须勾选'],
    ['http://8.8.8.8/', true, '公网地址只能用'],
    ['http://169.254.169.254/latest/meta-data', true, '不允许作为网关'],
    ['https://[::ffff:169.254.169.254]/', true, '不允许作为网关'],
    ['https://user:pass@sms.example.gov.cn/', true, '不能带用户名'],
    ['file:///etc/passwd', true, '须以 https'],
    ['no address', true, '不是有效的网址'],
  ])('%s (private allowed: %s) → %s', (url, allowPrivate, fault) => {
    if (fault === null) expect(faultOfUrl(url, allowPrivate)).toBeNull();
    else expect(faultOfUrl(url, allowPrivate)).toContain(fault);
  });

  it('signs time and body together, as docs/webhook.md shows', () => {
    const now = new Date(Date.UTC(2026, 2, 2));
    const signature = signatureOf('whsec_example', '{"id":1}', now);
    expect(signature).toBe('t=1772409600,v1=7c3d952b49eb32f1c620732805c0a5cd51840355201abc8a871e6b27746bdeb1');
  });
});
