import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenProxy, openProxy } from './proxy.mjs';

/** Sends back what it hears. */
const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
let proxy: OpenProxy;
let caller: Socket;

beforeEach(async () => {
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await openProxy(() => ({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port }));
  caller = connect(proxy.port, '127.0.0.1').setEncoding('utf8');
  await once(caller, 'connect');
});
afterEach(async () => {
  caller.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

async function heard(length: number): Promise<string> {
  let text = '';
  while (text.length < length) text += (await once(caller, 'data'))[0];
  return text;
}

test('what is sent arrives', async () => {
  caller.write('one');
  expect(await heard(3)).toBe('one');
});

test('a slow way is slow in both directions, and keeps the order when it is fast again', async () => {
  proxy.slow(100);
  const before = performance.now();
  caller.write('one');
  expect(await heard(3)).toBe('one');
  expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  caller.write('two');
  await new Promise((resolve) => setImmediate(resolve));
  proxy.heal();
  caller.write('three');
  expect(await heard(8)).toBe('twothree');
});

test('what is sent over a cut way is swallowed, and the connection is reset when it is whole again', async () => {
  proxy.sever();
  let answered = '';
  caller.on('data', (text) => {
    answered += text;
  });
  const over = once(caller, 'error');
  const late = connect(proxy.port, '127.0.0.1');
  const lateOver = once(late, 'error');
  await once(late, 'connect');
  await new Promise<void>((resolve) => caller.write('one', () => resolve()));
  // Heard by the proxy, which is in this process: the next turn is soon enough to have swallowed it.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  proxy.heal();
  expect((await over)[0]).toMatchObject({ code: 'ECONNRESET' });
  expect((await lateOver)[0]).toMatchObject({ code: 'ECONNRESET' });
  expect(answered).toBe('');
});

test('whoever leaves is followed', async () => {
  caller.end('bye');
  expect(await heard(3)).toBe('bye');
  await once(caller, 'close');
});
