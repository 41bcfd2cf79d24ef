import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { pushFrame } from './push-frame';

test('a client that does not read is cut with little more than a megabyte waiting', async () => {
  let take: (response: ServerResponse) => void = () => undefined;
  const asked = new Promise<ServerResponse>((resolve) => {
    take = resolve;
  });
  const server = createServer((_, response) => take(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined).pause();
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const response = await asked;
  response.writeHead(200, { 'content-type': 'text/event-stream' });

  const frame = Buffer.alloc(64 * 1024, 'x');
  let most = 0;
  // The kernel takes some megabytes before anything waits here.
  for (let sent = 0; sent < 1000 && !response.destroyed; sent += 1) {
    most = Math.max(most, response.writableLength);
    pushFrame(response, frame);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(response.destroyed).toBe(true);
  expect(most).toBeLessThan(1024 * 1024 + 2 * frame.length);
  pushFrame(response, frame);
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});
