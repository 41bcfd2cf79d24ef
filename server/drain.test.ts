import { Agent, createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { drain } from './drain';

const answerMs = 40;

/** A server whose answers take a moment, and whose streams stay open. */
async function startServer() {
  const streams = new Set<ServerResponse>();
  const server = createServer((asked, response) => {
    if (asked.url === '/stream') {
      response.writeHead(200).write('open\n');
      streams.add(response);
    } else setTimeout(() => response.end('whole'), answerMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const closeStreams = () => {
    for (const response of streams) response.end();
    streams.clear();
  };
  return { server, closeStreams, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** What came of a call: the text of its answer, or that its connection failed before or in it. */
function call(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(url, { agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
      response.on('error', () => resolve('cut in its answer'));
    });
    asked.on('error', () => resolve('no connection'));
    asked.end();
  });
}

test('callers who send one request after the other over their connections do not keep the process, and lose no answer', async () => {
  const { server, closeStreams, url } = await startServer();
  const agent = new Agent({ keepAlive: true });
  const seen: string[] = [];
  const callOn = async () => {
    for (let last = 'whole'; last === 'whole'; seen.push(last)) last = await call(url, agent);
  };
  const calling = Array.from({ length: 5 }, callOn);
  const stream = call(`${url}/stream`, agent);
  await wait(5 * answerMs);
  const from = performance.now();
  await drain(server, closeStreams);
  expect(performance.now() - from).toBeLessThan(2000);
  await Promise.all(calling);
  agent.destroy();
  expect(await stream).toBe('open\n');
  expect(seen.filter((answer) => answer === 'whole').length).toBeGreaterThan(5);
  expect(seen).not.toContain('cut in its answer');
});
