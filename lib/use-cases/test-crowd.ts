/** A crowd in front of one sale, and what became of it. Not used by the product. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Buyer } from '@/lib/domain/buyer';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { prisma } from '@/lib/postgres/client';
import { noteThere } from '@/lib/sale/note-there';
import { connectSession, queryRows } from '@/prisma/migration-adapter';
import { joinWaitingRoom } from './join-waiting-room';
import { leaveWaitingRoom } from './leave-waiting-room';
import { tickWaitingRooms } from './tick-waiting-rooms';

/** When somebody asked to join and was answered, milliseconds of this process. */
export interface Joined {
  asked: number;
  answered: number;
}

/** Runs work over many, so many at a time. */
export async function inLanes<T>(all: readonly T[], lanes: number, work: (one: T) => Promise<unknown>) {
  let next = 0;
  const lane = async () => {
    while (next < all.length) {
      const one = all[next];
      next += 1;
      if (one !== undefined) await work(one);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Joins like a page that does not give up: again after an outage. Counts from the last asking, which was answered. */
export async function joinUntilAnswered(buyer: Buyer, scheduleId: string): Promise<Joined> {
  for (;;) {
    const asked = performance.now();
    try {
      const place = await joinWaitingRoom({ buyer, scheduleId });
      if (!place.ok) throw new Error(place.refusal.code);
      return { asked, answered: performance.now() };
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
    }
  }
}

/** Looks again and again, on a connection of its own, how many are inside; answers the most it saw, and how often. */
export async function startSampler(scheduleId: string) {
  const session = await connectSession(process.env.DATABASE_URL ?? '');
  let stopped = false;
  const seen = { most: 0, looks: 0 };
  const looking = (async () => {
    while (!stopped) {
      const [row] = await queryRows(
        session,
        `SELECT count(*)::int AS inside FROM waiting_places WHERE schedule_id = '${scheduleId}' AND state = 'admitted'`,
      );
      seen.most = Math.max(seen.most, z.tuple([z.coerce.number()]).parse(row)[0]);
      seen.looks += 1;
      await sleep(1);
    }
    await session.dispose();
  })();
  return {
    seen,
    async stop() {
      stopped = true;
      await looking;
    },
  };
}

/** Several instances' clocks, everybody's presence, and people who stay inside for a moment and leave. */
export function startLife(scheduleId: string, people: readonly Buyer[], instances: number) {
  const byId = new Map(people.map((person) => [person.userId, person]));
  let stopped = false;
  const everyMs = (ms: number, work: () => Promise<unknown>) =>
    (async () => {
      while (!stopped) {
        await work().catch((error) => {
          if (!isStoreUnavailable(error)) throw error;
        });
        await sleep(ms);
      }
    })();
  const leaving = async () => {
    const where = { scheduleId, state: 'admitted' } as const;
    const inside = await prisma().waitingPlace.findMany({ where, select: { userId: true } });
    await inLanes(inside, 8, async ({ userId }) => {
      const buyer = byId.get(userId);
      if (buyer && Math.random() < 0.7) await leaveWaitingRoom({ buyer, scheduleId });
    });
  };
  const running = [
    ...Array.from({ length: instances }, () => everyMs(20, tickWaitingRooms)),
    everyMs(500, () => noteThere(scheduleId, [...byId.keys()])),
    everyMs(10, leaving),
  ];
  return async () => {
    stopped = true;
    await Promise.all(running);
  };
}

/** The row of each person, by account. */
export async function readCrowd(scheduleId: string) {
  const rows = await prisma().waitingPlace.findMany({ where: { scheduleId } });
  return new Map(rows.map((row) => [row.userId, row]));
}

/**
 * How many were admitted later than somebody who had asked to join only after they were answered. Who was admitted in
 * the same tick was admitted no later.
 */
export function countInversions(came: readonly { joined: Joined; admittedAt: number }[]): number {
  const inOrder = came.toSorted((a, b) => a.admittedAt - b.admittedAt);
  let inversions = 0;
  let latestAskedBefore = Number.NEGATIVE_INFINITY;
  let latestAsked = Number.NEGATIVE_INFINITY;
  let tick = Number.NEGATIVE_INFINITY;
  for (const { joined, admittedAt } of inOrder) {
    if (admittedAt > tick) latestAskedBefore = latestAsked;
    tick = admittedAt;
    if (latestAskedBefore > joined.answered) inversions += 1;
    latestAsked = Math.max(latestAsked, joined.asked);
  }
  return inversions;
}
