import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiDoor } from './api-door.mjs';
import { caller } from './caller.mjs';
import type { Instance } from './instances.mjs';
import { pageDoor } from './page-door.mjs';

const environment = { APP_URL: 'http://shop.example:80', AUTH_SECRET: 'a secret of 32 characters or more' };
const account = { name: 'ann', userId: 'ann', token: 'a-token-of-ann' };
const sale = {
  ...{ scheduleId: 's', eventId: 'e', seats: ['s-0'], seatLimit: 4, paid: true, paymentMethod: 'sandbox' },
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rowlock-doors-'));
  mkdirSync(join(root, '.next/server'), { recursive: true });
  const node = { '60aa': { exportedName: 'confirmBookingAction' } };
  writeFileSync(join(root, '.next/server/server-reference-manifest.json'), JSON.stringify({ node }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('both doors ask for the same booking under the same key', () => {
  const wish = { verb: 'book' as const, sale, seats: ['s-0'], key: 'k' };
  const api = apiDoor.call(account, wish);
  expect(api).toMatchObject({ path: '/api/v1/tickets/bookings', headers: { 'idempotency-key': 'k' } });
  expect(JSON.parse(api.body)).toMatchObject({ seat_ids: ['s-0'], payment_method: 'sandbox' });
  const page = pageDoor(root, environment).call(account, wish);
  expect(page).toMatchObject({
    path: '/checkout/s',
    headers: { 'next-action': '60aa', origin: environment.APP_URL },
  });
  expect(page.headers.cookie).toMatch(/^rowlock\.session_token=a-token-of-ann\./);
  expect(JSON.parse(page.body)).toEqual([
    { scheduleId: 's', holdId: 'k', seatIds: ['s-0'], paymentMethod: 'sandbox' },
  ]);
});

test('what both doors answer is understood alike', () => {
  const api = JSON.stringify({
    success: true,
    data: { code: 'A', status: 'CONFIRMED', fee: { amount: 10 }, refund: { amount: 90 } },
  });
  const value = { code: 'A', status: 'CONFIRMED', fee: { amount: 10 }, refund: { amount: 90 } };
  // The page that is rendered with it comes before and after.
  const page = `2:"$Sreact.fragment"\n0:{"a":"$@1","f":"x"}\n1:${JSON.stringify({ ok: true, value })}\n3:["$","html"]\n`;
  expect(apiDoor.understood(api)).toEqual({ code: 'A', fee: 10 });
  expect(pageDoor(root, environment).understood(page)).toEqual({ code: 'A', fee: 10 });
});

test('a refusal is understood at both doors, an answer of nobody at none', () => {
  const refusal = { code: 'SEAT_ALREADY_SOLD' };
  const page = `0:{"a":"$@1","f":""}\n1:${JSON.stringify({ ok: false, refusal })}\n`;
  const door = pageDoor(root, environment);
  expect(door.understood(page)).toEqual({ refusal: 'SEAT_ALREADY_SOLD' });
  expect(apiDoor.understood(JSON.stringify({ success: false, error: refusal }))).toEqual({
    refusal: 'SEAT_ALREADY_SOLD',
  });
  for (const text of ['<html>Bad gateway</html>', '', '0:{"a":"$@1"}\n1:{"ok":tr']) {
    expect(() => door.understood(text)).toThrow();
    expect(() => apiDoor.understood(text)).toThrow();
  }
});

test('pages that are not built are missed at once', () => {
  expect(() => pageDoor(join(root, 'elsewhere'), environment)).toThrow('not built');
});

async function opened(server: Server): Promise<Instance> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, up: true, links: {}, environment: {}, program: null as unknown as Instance['program'] };
}

const call = { method: 'GET', path: '/', headers: {}, body: '' };

test('who hangs up is left alone while another is there', async () => {
  const rude = createServer(({ socket }) => socket.destroy());
  const kind = createServer((_, response) => response.end('here'));
  const instances = [await opened(rude), await opened(kind)];
  const calls = caller(instances);
  const heard = [];
  for (let n = 0; n < 6; n += 1) heard.push(await calls.call(call));
  expect(heard.filter(({ status }) => status === 0)).toHaveLength(1);
  expect(heard.filter(({ text }) => text === 'here')).toHaveLength(5);
  for (const instance of instances) instance.up = false;
  expect(await calls.call(call)).toMatchObject({ status: 0, instance: -1 });
  calls.close();
  rude.close();
  kind.close();
});

test('who does not answer in time is given up', async () => {
  const silent = createServer(() => undefined);
  const calls = caller([await opened(silent)]);
  expect(await calls.call(call, 100)).toEqual({ status: 0, text: '', why: 'late', instance: 0 });
  calls.close();
  silent.closeAllConnections();
  silent.close();
});
