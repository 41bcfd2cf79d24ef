/** A process that asks for locks as it is told: one of several instances in a test. Not used by the product. */
import type { Buyer } from '@/lib/domain/buyer';
import { closePostgres, prisma } from '@/lib/postgres/client';
import { closeRedis, connectRedis } from '@/lib/redis/client';
import { closeFairLocks, hasNoLocks, type LockSubject, withFairLock } from '@/lib/redis/fair-lock';
import { beginCheckout } from '@/lib/use-cases/begin-checkout';
import { holdSeats } from '@/lib/use-cases/hold-seats';
import { untilAnswered } from './test-timed';

/** So many requests at once for a lock, and what each does under it. */
export interface LockVisits {
  count: number;
  subject: LockSubject;
  waitMs: number;
  ttlMs: number;
  /** count: adds one to a counter in PostgreSQL that nothing else guards. hang: never ends. */
  work: 'count' | 'hang';
}

/** A tap on each of these seats at once, each followed by going to the checkout. */
export interface Checkouts {
  buyer: Buyer;
  scheduleId: string;
  seatIds: string[];
}

/** A checkout as its caller was told of it. */
export interface ToldCheckout {
  holdId: string;
  seatIds: string[];
}

/**
 * What the process says: that it can be told, that work has begun to hang, how a request ended, the heap in use, and the
 * checkout it was told of.
 */
export type LockProcessSays =
  | { ready: true }
  | { inside: true }
  | { ended: string }
  | { heapBytes: number }
  | { checkout: ToldCheckout };

/** What the process can be told to do. */
export type LockProcessDoes = LockVisits | { takeAndGiveBack: number } | { checkouts: Checkouts };

const say = (words: LockProcessSays) => process.send?.(words);

/** Looks, then writes what it saw plus one: two at once would count one visit for both. */
async function countVisit(): Promise<void> {
  const [row] = await prisma().$queryRaw<{ n: number }[]>`SELECT n FROM visits`;
  await prisma().$executeRaw`UPDATE visits SET n = ${(row?.n ?? 0) + 1}`;
}

async function visit({ subject, waitMs, ttlMs, work }: LockVisits): Promise<void> {
  const hang = () => {
    say({ inside: true });
    return new Promise<void>(() => {});
  };
  try {
    const { outcome } = await withFairLock(subject, { waitMs, ttlMs }, work === 'hang' ? hang : countVisit);
    say({ ended: outcome });
  } catch (error) {
    say({ ended: String(error) });
  }
}

/** Takes and gives back locks of changing buyers, ten at a time for two of them, and says what the heap is at then. */
async function takeAndGiveBack(count: number): Promise<void> {
  for (let done = 0; done < count; done += 10) {
    const visits = Array.from({ length: 10 }, (_, n): LockSubject => {
      return { kind: 'buyer', scheduleId: 'memory', userId: String(done + (n % 2)) };
    });
    const times = { waitMs: 20_000, ttlMs: 5000 };
    await Promise.all(visits.map((subject) => withFairLock(subject, times, async () => undefined)));
  }
  if (!hasNoLocks()) throw new Error('Something is kept of the locks.');
  globalThis.gc?.();
  say({ heapBytes: process.memoryUsage().heapUsed });
}

async function tapAndCheckOut({ buyer, scheduleId, seatIds }: Checkouts): Promise<void> {
  const tap = async (seatId: string) => {
    await untilAnswered(() => holdSeats({ buyer, scheduleId, wanted: { seatIds: [seatId] } }));
    const said = await untilAnswered(() => beginCheckout({ buyer, scheduleId }));
    if (!said.ok) return say({ ended: said.refusal.code });
    const { holdId, seats } = said.value;
    return say({ checkout: { holdId, seatIds: seats.map((seat) => seat.seatId) } });
  };
  await Promise.all(seatIds.map(tap));
}

process.on('message', (told: LockProcessDoes | { end: true }) => {
  if ('takeAndGiveBack' in told) void takeAndGiveBack(told.takeAndGiveBack);
  else if ('checkouts' in told) void tapAndCheckOut(told.checkouts);
  else if ('count' in told) for (let n = 0; n < told.count; n += 1) void visit(told);
  else {
    closeFairLocks();
    closeRedis();
    void closePostgres().then(() => process.exit(0));
  }
});
process.on('disconnect', () => process.exit(0));
if (!(await connectRedis(5000))) throw new Error('Redis does not answer.');
say({ ready: true });
