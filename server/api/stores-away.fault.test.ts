import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOwnStores } from '@/lib/sale/test-servers';
import { timed } from '@/lib/sale/test-timed';
import { openMortalShop } from './test-crash';
import { prepareEveryCall, type Wish } from './test-every-call';

// A process with its jobs, called over HTTP, whose stores freeze and die: how long each call takes to say so, and how soon
// all of them work again. The figures are told.

type Stores = Awaited<ReturnType<typeof openOwnStores>>;

/** Rounds of all calls at once in each outage: the first meets the store as it goes, later ones know that it is away. */
const rounds = 3;

let stores: Stores;
let at: Awaited<ReturnType<typeof openMortalShop>>;
let everyCall: Record<string, () => Wish>;
/** What each kind of call is answered on a calm day. */
let usual: Map<string, number>;
beforeAll(async () => {
  at = await openMortalShop(async () => {
    stores = await openOwnStores();
    return stores.close;
  });
  everyCall = await prepareEveryCall(at.url);
  const calm = Object.entries(everyCall).map(async ([kind, put]) => [kind, await sendCalmly(put)] as const);
  usual = new Map(await Promise.all(calm));
  expect([...usual].filter(([, status]) => status >= 500)).toEqual([]);
});
afterAll(() => at?.close());

async function send({ method, path, body, token }: Wish): Promise<number> {
  const response = await fetch(`${at.url}/api/v1${path}`, {
    method,
    headers: {
      ...{ 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** The first calls of all come while much else begins. */
async function sendCalmly(put: () => Wish): Promise<number> {
  for (let again = 0; again < 5; again += 1) {
    const status = await send(put());
    if (status !== 503) return status;
    await wait(500);
  }
  return 503;
}

/** How long each kind of call took, and the statuses it got. */
type Seen = Map<string, { ms: number[]; statuses: Set<number | undefined> }>;

async function sendAll(seen: Seen): Promise<void> {
  await Promise.all(
    Object.entries(everyCall).map(async ([kind, put]) => {
      const { ms, answer } = await timed(() => send(put()));
      const its = seen.get(kind) ?? { ms: [], statuses: new Set() };
      its.ms.push(ms);
      its.statuses.add(answer);
      seen.set(kind, its);
    }),
  );
}

/** Asks until every kind of call has had its usual answer: how long that took, and which was the last. */
async function untilAllWork(): Promise<{ ms: number; last: string }> {
  let last = '';
  const { ms } = await timed(() =>
    Promise.all(
      Object.entries(everyCall).map(async ([kind, put]) => {
        while ((await send(put())) !== usual.get(kind)) await wait(50);
        last = kind;
      }),
    ),
  );
  return { ms, last };
}

function tell(outage: string, seen: Seen, { ms: recovered, last }: { ms: number; last: string }): void {
  const lines = [...seen].map(([kind, { ms, statuses }]) => {
    const sorted = ms.toSorted((a, b) => a - b);
    const [median = 0, worst = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return `  ${kind.padEnd(24)}median ${median.toFixed(0).padStart(5)} ms  worst ${worst.toFixed(0).padStart(5)} ms  ${[...statuses].join(' ')}`;
  });
  const all = [...seen.values()].flatMap(({ ms }) => ms);
  console.log(
    `${outage}: ${all.length} calls, the slowest ${Math.max(...all).toFixed(0)} ms; all work again ${recovered.toFixed(0)} ms after, "${last}" last\n${lines.join('\n')}`,
  );
}

/** [outage, what brings it about, what ends it, the longest a call may take, the longest until all work again; ms] */
const outages: [string, () => unknown, () => unknown, number, number][] = [
  ['Redis frozen', () => stores.redis.freeze(), () => stores.redis.thaw(), 1500, 3000],
  ['Redis killed', () => stores.redis.kill9(), () => stores.redis.restart({ empty: true }), 1500, 3000],
  ['PostgreSQL frozen', () => stores.postgres.freeze(), () => stores.postgres.thaw(), 2000, 5000],
  ['PostgreSQL killed', () => stores.postgres.kill9(), () => stores.postgres.restart(), 2000, 5000],
];

test.each(outages)(
  '%s: every call settles in time, all work again soon, and the process lives',
  { timeout: 60_000 },
  async (outage, begin, end, settleMs, recoverMs) => {
    await untilAllWork();
    const seen: Seen = new Map();
    await begin();
    for (let round = 0; round < rounds; round += 1) await sendAll(seen);
    await end();
    const recovered = await untilAllWork();
    tell(outage, seen, recovered);
    for (const [kind, { ms, statuses }] of seen) {
      expect(Math.max(...ms), kind).toBeLessThanOrEqual(settleMs);
      expect(
        [...statuses].filter((status) => status !== usual.get(kind) && status !== 503),
        kind,
      ).toEqual([]);
    }
    expect(recovered.ms).toBeLessThanOrEqual(recoverMs);
    expect(at.shop.deaths).toBe(0);
  },
);
