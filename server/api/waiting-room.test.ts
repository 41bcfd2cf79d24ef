import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Payload } from 'altcha-lib/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestSale, openTestStores, type TestSale } from '@/lib/sale/test-sale';
import { tickWaitingRooms } from '@/lib/use-cases/tick-waiting-rooms';
import { placeAnswer } from './answers/waiting-room-answers';
import { ask, signUpSomebody, startTestServer, testPassword } from './test-api';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const roomPath = (sale: TestSale) => `/api/v1/schedules/${sale.scheduleId}/waiting-room`;
const lock = '/api/v1/tickets/seats/lock';

const sell = (options: Parameters<typeof createTestSale>[0] = {}) =>
  createTestSale({ ...options, waitingRoom: { admissionsPerMinute: 60_000, ...options.waitingRoom } });

async function admit(sale: TestSale, token: string) {
  await ask('POST', roomPath(sale), { token, body: {} });
  const place = () => ask('GET', roomPath(sale), { token });
  await expect
    .poll(async () => {
      await tickWaitingRooms();
      return (await place()).data.state;
    })
    .toBe('admitted');
  return place();
}

describe('the waiting room over HTTP', () => {
  test('a schedule says that it has one, and what it is like', async () => {
    const sale = await sell({ waitingRoom: { proofOfWork: true } });
    const { data } = await ask('GET', `/api/v1/schedules/${sale.scheduleId}`);
    expect(data.rules).toMatchObject({ waiting_room: { on: true, state: 'open', proof_of_work: true } });
    const none = await createTestSale();
    const plain = await ask('GET', `/api/v1/schedules/${none.scheduleId}`);
    expect(plain.data.rules).toMatchObject({ waiting_room: null });
  });

  test('who is inside holds, checks out and books with X-Admission; nobody does without', async () => {
    const sale = await sell();
    const { token } = await signUpSomebody();
    const seats = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) };
    const idempotency = { 'idempotency-key': 'waiting' };
    const calls = [
      ['/api/v1/tickets/seats/lock', seats],
      ['/api/v1/tickets/seats/best-available', { schedule_id: sale.scheduleId, quantity: 1 }],
      ['/api/v1/tickets/checkout', { schedule_id: sale.scheduleId }],
      ['/api/v1/tickets/bookings', seats],
    ] as const;
    for (const [path, body] of calls) {
      const answer = await ask('POST', path, { token, body, headers: idempotency });
      expect([answer.status, answer.code], path).toEqual([403, 'NOT_ADMITTED']);
    }
    const { data } = await admit(sale, token);
    const headers = { ...idempotency, 'x-admission': String(data.admission) };
    for (const [path, body] of calls) {
      expect((await ask('POST', path, { token, body, headers })).status, path).toBeLessThan(300);
    }
  });

  test('a browser carries its admission in a cookie', async () => {
    const sale = await sell();
    const person = await signUpSomebody();
    await admit(sale, person.token);
    const signedIn = await ask('POST', '/api/v1/auth/sign-in', {
      body: { email: person.email, password: testPassword },
      headers: { origin: 'http://localhost:3000' },
    });
    const cookieOf = (answer: typeof signedIn) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const origin = { origin: 'http://localhost:3000' };
    const session = cookieOf(signedIn);
    const place = await ask('GET', roomPath(sale), { headers: { ...origin, cookie: session } });
    expect(place.data.state).toBe('admitted');
    expect(place.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
    const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(3) };
    const without = await ask('POST', lock, { body, headers: { ...origin, cookie: session } });
    expect(without.code).toBe('NOT_ADMITTED');
    const cookie = `${session}; ${cookieOf(place)}`;
    expect((await ask('POST', lock, { body, headers: { ...origin, cookie } })).status).toBe(200);
    const left = await ask('DELETE', roomPath(sale), { headers: { ...origin, cookie } });
    expect(left.headers.get('set-cookie')).toMatch(/rowlock\.admission[^;]*=;.*Expires=Thu, 01 Jan 1970/);
  });

  test('the place is the account’s: a new sign-in goes on with it, the old session is over', async () => {
    const sale = await sell();
    const person = await signUpSomebody();
    const { data } = await admit(sale, person.token);
    const again = await ask('POST', '/api/v1/auth/sign-in', {
      body: { email: person.email, password: testPassword },
    });
    const token = String(again.data.token);
    const headers = { 'x-admission': String(data.admission) };
    const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) };
    const old = await ask('POST', lock, { token: person.token, body, headers });
    expect(old.code).toBe('SESSION_SUPERSEDED');
    expect((await ask('GET', roomPath(sale), { token: person.token })).code).toBe('SESSION_SUPERSEDED');
    expect((await ask('GET', roomPath(sale), { token })).data.state).toBe('admitted');
    expect((await ask('POST', lock, { token, body, headers })).status).toBe(200);
  });

  test('an API key waits like everybody', async () => {
    const sale = await sell();
    const { token } = await signUpSomebody();
    const made = await ask('POST', '/api/v1/account/api-keys', {
      token,
      body: { name: 'box', scopes: ['sell'] },
    });
    const key = String(made.data.key);
    const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) };
    expect((await ask('POST', lock, { token: key, body })).code).toBe('NOT_ADMITTED');
    const { data } = await admit(sale, key);
    const headers = { 'x-admission': String(data.admission) };
    expect((await ask('POST', lock, { token: key, body, headers })).status).toBe(200);
  });

  test('its organizer sets, steers and removes it; others may not', async () => {
    const [organizer, somebody] = [await signUpSomebody(), await signUpSomebody()];
    await prisma().user.update({ where: { id: organizer.userId }, data: { role: 'organizer' } });
    const sale = await createTestSale({ organizerId: organizer.userId });
    const settings = {
      opens_at: new Date(Date.now() - 60_000).toISOString(),
      ...{
        capacity: 5,
        admissions_per_minute: 30,
        grace_seconds: 30,
        admission_seconds: 60,
        proof_of_work: false,
      },
    };
    const path = `${roomPath(sale)}/settings`;
    const { token } = organizer;
    expect((await ask('GET', path, { token })).code).toBe('WAITING_ROOM_NOT_FOUND');
    expect((await ask('PUT', path, { token: somebody.token, body: settings })).code).toBe('NOT_ALLOWED');
    expect((await ask('PUT', path, { token, body: { ...settings, capacity: 0 } })).code).toBe(
      'INVALID_REQUEST',
    );
    // The sale runs: a room that opens later would let nobody in until then.
    const later = { ...settings, opens_at: new Date(Date.now() + 3_600_000).toISOString() };
    expect((await ask('PUT', path, { token, body: later })).code).toBe('WAITING_ROOM_OPENS_LATE');
    const made = await ask('PUT', path, { token, body: settings });
    expect(made.data).toMatchObject({ settings, state: 'open', inside: 0, waiting: 0, pace: 1 });
    for (const [verb, state] of [
      ['pause', 'paused'],
      ['drain', 'drained'],
      ['open', 'open'],
    ] as const) {
      expect((await ask('POST', `${roomPath(sale)}/${verb}`, { token: somebody.token })).code).toBe(
        'NOT_ALLOWED',
      );
      expect((await ask('POST', `${roomPath(sale)}/${verb}`, { token })).data).toMatchObject({ state });
    }
    await ask('POST', roomPath(sale), { token: somebody.token, body: {} });
    expect((await ask('GET', path, { token })).data).toMatchObject({ waiting: 1, present: 1 });
    expect((await ask('DELETE', path, { token: somebody.token })).code).toBe('NOT_ALLOWED');
    expect((await ask('DELETE', path, { token })).data).toEqual({ removed: true });
    const body = { schedule_id: sale.scheduleId, seat_ids: sale.seatIds(0) };
    expect((await ask('POST', lock, { token: somebody.token, body })).status).toBe(200);
  });
});

describe('the live stream of a place', () => {
  let api: Awaited<ReturnType<typeof startTestServer>>;
  beforeAll(async () => {
    api = await startTestServer();
  });
  afterAll(() => api.stop());

  async function watch(sale: TestSale, token: string) {
    const stopping = new AbortController();
    const response = await fetch(`${api.url}${roomPath(sale)}/live`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stopping.signal,
    });
    const watched = { response, text: '', ended: false, close: () => stopping.abort() };
    void (async () => {
      for await (const chunk of response.body ?? []) watched.text += new TextDecoder().decode(chunk);
    })()
      .catch(() => undefined)
      .finally(() => {
        watched.ended = true;
      });
    const places = () =>
      [...watched.text.matchAll(/^data: (\{"state".*\})$/gm)].map(([, json = '']) =>
        placeAnswer.parse(JSON.parse(json)),
      );
    return { ...watched, places, hasEnded: () => watched.ended };
  }

  test('tells the place at once and as it changes, and keeps its watcher there', async () => {
    const sale = await sell({ waitingRoom: { capacity: 1, graceSeconds: 3 } });
    const [first, second] = [await signUpSomebody(), await signUpSomebody()];
    await admit(sale, first.token);
    await ask('POST', roomPath(sale), { token: second.token, body: {} });
    const watching = await watch(sale, second.token);
    expect(watching.response.headers.get('content-type')).toContain('text/event-stream');
    await expect
      .poll(() => watching.places().at(-1), { timeout: 5000 })
      .toMatchObject({ state: 'waiting', place: 1, ahead: 0, admission: null });
    // Past the grace after joining, only the stream still says that somebody is there.
    const since = Date.now();
    await expect.poll(() => Date.now() - since, { timeout: 5000 }).toBeGreaterThan(3500);
    await ask('DELETE', roomPath(sale), { token: first.token });
    await expect
      .poll(
        async () => {
          await tickWaitingRooms();
          return watching.places().at(-1);
        },
        { timeout: 5000 },
      )
      .toMatchObject({ state: 'admitted', admission: expect.stringMatching(/^ey/) });
    watching.close();
  });

  test('is refused to strangers and where there is no room, and ends when the account signs in elsewhere', async () => {
    const sale = await sell();
    const person = await signUpSomebody();
    const none = await createTestSale();
    expect((await fetch(`${api.url}${roomPath(sale)}/live`)).status).toBe(401);
    expect((await watch(none, person.token)).response.status).toBe(404);
    const watching = await watch(sale, person.token);
    await expect.poll(() => watching.places().at(0)).toMatchObject({ state: 'outside', people: 0 });
    await ask('POST', '/api/v1/auth/sign-in', { body: { email: person.email, password: testPassword } });
    await expect.poll(() => watching.hasEnded(), { timeout: 15_000 }).toBe(true);
  });
});

describe('proof of work', () => {
  async function solve(sale: TestSale, token: string, change: (payload: Payload) => void = () => undefined) {
    const { data } = await ask('GET', `${roomPath(sale)}/challenge`, { token });
    const challenge = data as unknown as Payload['challenge'];
    const solution = await solveChallenge({ challenge, deriveKey });
    if (!solution) throw new Error('No solution was found.');
    const payload = { challenge, solution };
    change(payload);
    return Buffer.from(JSON.stringify(payload)).toString('base64');
  }

  test('where it is switched on, nobody joins without; an answer is good for its account and schedule alone', async () => {
    const [sale, other] = [
      await sell({ waitingRoom: { proofOfWork: true } }),
      await sell({ waitingRoom: { proofOfWork: true } }),
    ];
    const [person, somebody] = [await signUpSomebody(), await signUpSomebody()];
    const join = (proof: string | undefined, room = sale, token = person.token) =>
      ask('POST', roomPath(room), { token, body: { ...(proof !== undefined && { proof }) } });
    expect((await join(undefined)).code).toBe('PROOF_NEEDED');
    const proof = await solve(sale, person.token);
    const wrong = {
      nonsense: Buffer.from('{}').toString('base64'),
      'another person’s': [proof, sale, somebody.token] as const,
      'another room’s': [proof, other] as const,
      'an easier challenge': await solve(sale, person.token, (payload) => {
        payload.challenge.parameters.cost = 1;
      }),
      'a guess': await solve(sale, person.token, (payload) => {
        payload.solution.derivedKey = `00${payload.solution.derivedKey.slice(2)}`;
      }),
    };
    for (const [what, sent] of Object.entries(wrong)) {
      const answer =
        typeof sent === 'string' ? await join(sent) : await join(...(sent as [string, TestSale]));
      expect(answer.code, what).toBe('PROOF_REFUSED');
    }
    expect((await join(proof)).status).toBe(200);
    expect((await join(undefined)).status).toBe(200);
  });
});
