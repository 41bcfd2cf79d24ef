import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hallFormat, type PackedHall } from '@/lib/domain/packed-hall';
import { packedStatusAt } from '@/lib/domain/seat';
import { unpackHall } from '@/lib/domain/unpack-hall';
import { createTestBuyer, createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { holdSeats } from '@/lib/use-cases/hold-seats';
import { closeEventStreams } from './event-stream';
import { read, startTestServer } from './test-api';

let close: () => Promise<void>;
let sale: TestSale;
let api: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  process.env.RATE_LIMITS = 'off';
  close = await openTestStores();
  sale = await createTestSale();
  api = await startTestServer();
});
afterAll(async () => {
  await api.stop();
  await close();
});

async function readState() {
  const response = await fetch(`${api.url}/api/v1/schedules/${sale.scheduleId}/state`);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** Opens a live stream and gathers what comes. */
function openStream(path: string, headers: Record<string, string> = {}) {
  const stream = {
    text: '',
    status: 0,
    ended: false,
    headers: {} as Record<string, unknown>,
    close: () => {},
  };
  const asking = request(`${api.url}${path}`, { headers }, (response) => {
    stream.status = response.statusCode ?? 0;
    stream.headers = response.headers;
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      stream.text += text;
    });
    response.on('close', () => {
      stream.ended = true;
    });
  });
  asking.on('error', () => {
    stream.ended = true;
  });
  stream.close = () => asking.destroy();
  asking.end();
  return stream;
}

test('the state is packed two bits a seat, with its position and plan', async () => {
  const { response, bytes } = await readState();
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-position')).toMatch(/^.+\.\d+$/);
  expect(bytes).toHaveLength(sale.seatCount / 4);
  const plan = response.headers.get('x-plan') ?? '';
  const hall = await fetch(`${api.url}/api/v1/plans/${plan}/hall/${hallFormat}`, {
    headers: { 'accept-encoding': 'gzip, br' },
  });
  expect(hall.headers.get('cache-control')).toContain('immutable');
  expect(hall.headers.get('content-encoding')).toBe('br');
  const packed = (await hall.json()) as PackedHall;
  expect(packed.format).toBe(hallFormat);
  expect(unpackHall(packed)).toMatchObject({ planId: plan, seatCount: sale.seatCount });
  expect((await fetch(`${api.url}/api/v1/plans/none/hall/${hallFormat}`)).status).toBe(404);
  expect((await fetch(`${api.url}/api/v1/plans/${plan}/hall/1`)).status).toBe(400);
});

test('a hold reaches the live stream within a second, resumes by position, and the state has it', async () => {
  const position = (await readState()).response.headers.get('x-position');
  const path = `/api/v1/schedules/${sale.scheduleId}/live`;
  const stream = openStream(`${path}?position=${position}`);
  await expect.poll(() => stream.text).toContain('retry:');
  expect(stream.headers).toMatchObject({ 'x-accel-buffering': 'no' });
  await holdSeats({
    buyer: await createTestBuyer(),
    scheduleId: sale.scheduleId,
    wanted: { seatIds: sale.seatIds(7) },
  });
  await expect.poll(() => stream.text, { timeout: 1000 }).toContain('data: {"seats":[[7,1]]}');
  expect(stream.text).not.toContain('reset');
  const { bytes } = await readState();
  expect(packedStatusAt(bytes, 7)).toBe('held');
  const resumed = openStream(path, { 'last-event-id': position ?? '' });
  await expect.poll(() => resumed.text).toContain('[[7,1]]');
  const lost = openStream(`${path}?position=unknown.1`);
  await expect.poll(() => lost.text).toContain('event: reset');
  for (const each of [stream, resumed, lost]) each.close();
});

test('a live stream of nothing is refused, and closing ends every stream', async () => {
  const missing = await fetch(`${api.url}/api/v1/schedules/none/live`);
  expect(await read('GET', '/x', missing)).toMatchObject({ status: 404, code: 'SCHEDULE_NOT_FOUND' });
  expect((await fetch(`${api.url}/api/v1/schedules/%00/live`)).status).toBe(400);
  expect((await fetch(`${api.url}/api/v1/schedules/%E0%A4%A/live?position=${'x'.repeat(5000)}`)).status).toBe(
    400,
  );
  const stream = openStream(`/api/v1/schedules/${sale.scheduleId}/live`);
  await expect.poll(() => stream.text).toContain('retry:');
  closeEventStreams();
  await expect.poll(() => stream.ended).toBe(true);
});

/** Sends raw bytes and gathers the answer's first line. */
function sendRaw(text: string): Promise<string> {
  const { port, hostname } = new URL(api.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('latin1').on('error', reject);
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
  });
}

test('what no client library would send is refused as well', async () => {
  const head = 'POST /api/v1/auth/sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
  const chunk = 'a'.repeat(16_384);
  const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(5);
  expect(await sendRaw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`)).toContain(' 400 ');
  expect(await sendRaw(`${head}Content-Length: 3\r\n\r\n\xff\xfe\x00`)).toContain(' 400 ');
  expect(await sendRaw(`${head}Content-Length: 99999999\r\n\r\n{`)).toContain(' 400 ');
  expect(await sendRaw('GET /api/v1/events/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n')).toContain(' 404 ');
  expect(await sendRaw('GET /api/v1/events HTTP/1.1\r\nHost: \x7f bad host\r\n\r\n')).toMatch(/ (200|400) /);
  expect(await sendRaw('GET /api/v1/events?q=%zz&limit=%00 HTTP/1.1\r\nHost: x\r\n\r\n')).toContain(' 400 ');
});

test('a body that breaks off is no fault of ours', async () => {
  const { port, hostname } = new URL(api.url);
  const head = 'POST /api/v1/auth/sign-up HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{"email":';
  const socket = connect(Number(port), hostname, () => socket.write(head, () => socket.destroy()));
  const metrics = async () => (await fetch(`${api.url}/api/metrics`)).text();
  const told = 'route="/api/v1/auth/sign-up",status="';
  await expect.poll(metrics).toContain(`${told}400"`);
  expect(await metrics()).not.toContain(`${told}500"`);
});

test('health and metrics answer for the operator, by route pattern', async () => {
  expect(await (await fetch(`${api.url}/api/health/live`)).json()).toEqual({ status: 'live' });
  const ready = await fetch(`${api.url}/api/health/ready`);
  expect(await ready.json()).toEqual({ status: 'ready', postgres: 'reachable', redis: 'reachable' });
  const metrics = await (await fetch(`${api.url}/api/metrics`)).text();
  expect(metrics).toContain('route="/api/v1/schedules/{schedule_id}/state"');
  expect(metrics).not.toContain(`route="/api/v1/schedules/${sale.scheduleId}`);
});
