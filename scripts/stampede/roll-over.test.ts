import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { caller } from './caller.mjs';
import type { Instance } from './instances.mjs';
import { repeatOnce } from './repeat-once.mjs';
import { begin } from './under-way.mjs';
import { watchLive } from './watch-live.mjs';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serving(listener: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const instance = (origin: string): Instance => ({
  ...{ origin, up: true, links: {}, environment: {}, program: null as unknown as Instance['program'] },
});
const call = { method: 'POST', path: '/', headers: {}, body: '{}' };
const whole: RequestListener = (asked, response) => {
  asked.resume().on('end', () => response.end('whole'));
};
const cutting: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 100 }).write('half');
  setTimeout(() => response.destroy(), 20);
};
const closing: RequestListener = ({ socket }) => socket.destroy();

test('a client repeats once, and tells a connection that was closed from an answer that was cut', async () => {
  const other = await serving(whole);
  const told = async (listener: RequestListener) => {
    const calls = caller([instance(other.origin), instance((await serving(listener)).origin)]);
    const { caller: client, seen } = repeatOnce(calls);
    const heard = await client.call(call);
    calls.close();
    return { text: heard.text, ...seen };
  };
  const none = { unconnected: 0, cut: 0, late: 0, lost: 0 };
  expect(await told(cutting)).toEqual({ text: 'whole', ...none, cut: 1 });
  expect(await told(closing)).toEqual({ text: 'whole', ...none, unconnected: 1 });
});

test('a call without an answer at the repeat either is lost; who gives up by itself is not', async () => {
  const calls = caller([instance('http://127.0.0.1:9')]);
  const { caller: client, seen } = repeatOnce(calls);
  expect((await client.call(call)).status).toBe(0);
  expect(seen).toEqual({ unconnected: 1, cut: 0, late: 0, lost: 1 });
  const silent = caller([instance((await serving(() => undefined)).origin)]);
  const hasty = repeatOnce(silent);
  expect((await hasty.caller.call(call, 50)).why).toBe('late');
  expect(hasty.seen).toEqual({ unconnected: 0, cut: 0, late: 0, lost: 0 });
  calls.close();
  silent.close();
});

test('who gives up soon asks elsewhere too where a connection was closed', async () => {
  const [shut, other] = [await serving(closing), await serving(whole)];
  const calls = caller([instance(other.origin), instance(shut.origin)]);
  const { caller: client, seen } = repeatOnce(calls);
  const heard = await Promise.all(Array.from({ length: 8 }, () => client.call(call, 2000)));
  expect(heard.map(({ text }) => text)).toEqual(new Array(8).fill('whole'));
  expect(seen.lost).toBe(0);
  calls.close();
});

test('what is under way is answered by a server that closes, and not by one that ends', async () => {
  const draining = await serving(whole);
  const finish = await begin(draining.origin, call);
  draining.server.close();
  await wait(50);
  expect(await finish()).toBe(true);
  const dying = await serving(whole);
  const never = await begin(dying.origin, call);
  dying.server.closeAllConnections();
  dying.server.close();
  await wait(50);
  expect(await never()).toBe(false);
  // Answered before it was asked in full: nothing was under way.
  const hasty = await serving((_, response) => response.end('no'));
  const early = await begin(hasty.origin, call);
  await wait(300);
  expect(await early()).toBe(false);
});

test('only an answer of 200 is a stream', async () => {
  let asked = 0;
  const { origin } = await serving((_, response) => {
    asked += 1;
    response.writeHead(asked > 2 ? 503 : 200).write('open\n');
    if (asked === 1) setTimeout(() => response.end(), 20);
  });
  const watching = watchLive(() => origin, '1', 1);
  await expect.poll(() => asked, { timeout: 5000 }).toBe(2);
  await wait(300);
  expect(watching.stop()).toEqual({ watching: 1, reopened: 1 });
  const refused = watchLive(() => origin, '1', 3);
  await expect.poll(() => asked, { timeout: 5000 }).toBeGreaterThanOrEqual(5);
  expect(refused.stop()).toEqual({ watching: 0, reopened: 0 });
});
