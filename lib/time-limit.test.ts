import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { withinLimit } from './time-limit';

const late = () => new Error('late');

test('work in time is answered, work that never ends is late', async () => {
  expect(await withinLimit(1000, Promise.resolve('done'), late)).toBe('done');
  await expect(withinLimit(20, new Promise(() => {}), late)).rejects.toThrow('late');
});

test('an answer that came while the process was stalled counts', async () => {
  const server = createServer((socket) => socket.end('answer')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const answer = new Promise<string>((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.once('connect', () => {
      // Stalled past the limit, with the server's answer on its way.
      const until = Date.now() + 200;
      setImmediate(() => {
        while (Date.now() < until);
      });
    });
    socket.once('data', (data) => resolve(String(data)));
  });
  expect(await withinLimit(150, answer, late)).toBe('answer');
  server.close();
});
