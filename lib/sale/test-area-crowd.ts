/** Crowds in front of a standing area, and Redis's own account of their order. Not used by the product. */
import { createClient } from 'redis';
import { expect } from 'vitest';
import { metrics } from '@/lib/metrics';
import { prisma } from '@/lib/postgres/client';
import { fairLockKey } from '@/lib/redis/keys';
import type { TestSale } from './test-sale';

/** What Redis saw of an area: who came to wait for its lock, who had it, and whose bookings were told to the map, in order. */
export async function watchArea(redisUrl: string, scheduleId: string, area: number) {
  const lock = fairLockKey(scheduleId, 'area', String(area));
  const hold = `hold:{${scheduleId}}:`;
  const client = createClient({ url: redisUrl });
  client.on('error', () => undefined);
  await client.connect();
  const names = new Map<string, string>();
  const [came, served, booked]: [string[], string[], string[]] = [[], [], []];
  await client.monitor((text) => {
    const [, from = '', words = ''] = /^\S+ \[\d+ ([^\]]+)\] (.*)$/.exec(String(text)) ?? [];
    const [command, name = '', value = '', ...rest] = [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(
      ([, word]) => word ?? '',
    );
    if (command === 'RPUSH' && name === `${lock}:line`) names.set(from, value);
    if (command === 'BLPOP' && name === `${lock}:tokens`) came.push(names.get(from) ?? '?');
    if (command === 'SET' && name === `${lock}:owner`) served.push(value);
    // A buyer's booking, told to the map as soon as its turn is over.
    const told = rest.find((word) => word.startsWith(hold));
    const areas = rest.find((word) => new RegExp(`^${area},\\d+,\\d+,\\d+,[1-9]`).test(word));
    if (command?.startsWith('EVAL') && told && areas) booked.push(told.slice(hold.length));
  });
  return { came, served, booked, stop: () => client.destroy() };
}

/** How many bookings this process has let go on without their turn. */
export async function outOfTurn(): Promise<number> {
  return (await metrics.outOfTurn.get()).values[0]?.value ?? 0;
}

/** How many pairs are in another order than expected; what only one of the two has is left out. */
export function inversionsOf(expected: readonly string[], found: readonly string[]): number {
  const place = new Map([...expected.entries()].reverse().map(([n, name]) => [name, n]));
  const order = found.flatMap((name) => place.get(name) ?? []);
  let wrong = 0;
  for (const [i, first] of order.entries()) {
    for (let j = i + 1; j < order.length; j += 1) if ((order[j] ?? 0) < first) wrong += 1;
  }
  return wrong;
}

/**
 * Holds an area's row to its tickets: as many live places as live tickets, never more than it has; entry numbers from 1
 * without a gap. Answers who has which numbers, in their order.
 */
export async function soundArea({ scheduleId }: TestSale, area: number) {
  const row = await prisma().standingArea.findUniqueOrThrow({
    where: { scheduleId_area: { scheduleId, area } },
  });
  const tickets = await prisma().bookingArea.findMany({
    where: { scheduleId, area },
    orderBy: { entryNumber: 'asc' },
    include: { booking: { select: { buyerId: true } } },
  });
  const live = tickets.filter((ticket) => ticket.live);
  expect(row.live).toBe(live.length);
  expect(row.live).toBeLessThanOrEqual(row.capacity);
  expect(tickets.map(({ entryNumber }) => entryNumber)).toEqual(tickets.map((_, n) => n + 1));
  expect(row.nextEntry).toBe(tickets.length + 1);
  return { live: live.length, buyers: tickets.map(({ booking }) => booking.buyerId) };
}
