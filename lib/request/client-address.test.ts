import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { addressOf, clientAddress, stampAddress } from './client-address';

beforeAll(() => {
  const stores = { DATABASE_URL: 'none', REDIS_URL: 'none', AUTH_SECRET: 'x'.repeat(32) };
  Object.assign(process.env, stores, { TRUSTED_PROXIES: '1' });
});

function requestWith(headers: Record<string, string>) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  return request;
}

test('behind one proxy its own word counts, not what the caller wrote before it', () => {
  expect(addressOf(requestWith({ 'x-forwarded-for': '10.0.0.1, 198.51.100.4' }))).toBe('198.51.100.4');
});

test('what a caller sends under our own header is thrown away', () => {
  const request = requestWith({ 'x-rowlock-address': '10.0.0.1', 'x-forwarded-for': '198.51.100.4' });
  stampAddress(request);
  expect(clientAddress(new Headers(request.headers as Record<string, string>))).toBe('198.51.100.4');
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::ffff:198.51.100.4', '::ffff:198.51.100.4'],
  ['198.51.100.4', '198.51.100.4'],
  ['nonsense', 'nonsense'],
])('%s is counted as %s', (address, counted) => {
  expect(addressOf(requestWith({ 'x-forwarded-for': address }))).toBe(counted);
});
