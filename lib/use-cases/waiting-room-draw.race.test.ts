import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '@/lib/postgres/client';
import { createTestBuyers, createTestSale, openTestStores } from '@/lib/sale/test-sale';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

const people = 200;
const rounds = 60;
const bands = 10;
/** Chi-square of (10 − 1)² = 81 degrees of freedom passes 150 by chance once in 200,000 times. */
const critical = 150;

/** People of an early crowd in the order of their coming, and how to find the order they were given. */
async function earlyCrowd() {
  const { scheduleId } = await createTestSale({ salesOpenInHours: 1, waitingRoom: {} });
  const userIds = (await createTestBuyers(people)).map(({ userId }) => userId);
  await prisma().$executeRaw`
    INSERT INTO waiting_places (schedule_id, user_id, ticket, rank)
    SELECT ${scheduleId}, id, nth, nth FROM unnest(${userIds}::text[]) WITH ORDINALITY AS came(id, nth)`;
  const order = async () => {
    const rows = await prisma().waitingPlace.findMany({ where: { scheduleId }, orderBy: { rank: 'asc' } });
    return rows.map((row) => Number(row.ticket) - 1);
  };
  return { scheduleId, order };
}

/** How far from equally often somebody who came in one tenth of the crowd was drawn into each tenth of the line. */
function chiSquare(orders: number[][]): number {
  const seen = Array.from({ length: bands }, () => new Array<number>(bands).fill(0));
  const band = (nth: number) => Math.floor((nth * bands) / people);
  for (const order of orders) {
    order.forEach((came, place) => {
      const row = seen[band(came)];
      if (row) row[band(place)] = (row[band(place)] ?? 0) + 1;
    });
  }
  const expected = (people / bands / bands) * orders.length;
  return seen.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

async function draws(draw: (scheduleId: string) => Promise<unknown>): Promise<number[][]> {
  const { scheduleId, order } = await earlyCrowd();
  const orders: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    await prisma().$executeRaw`UPDATE waiting_places SET rank = ticket WHERE schedule_id = ${scheduleId}`;
    await draw(scheduleId);
    orders.push(await order());
  }
  return orders;
}

describe('the draw of the early ones', () => {
  test(`is uniform: chi-square over ${rounds} draws of ${people} people`, async () => {
    const orders = await draws(
      (scheduleId) => prisma().$queryRaw`
        SELECT draw_waiting_room(${scheduleId}, clock_timestamp() + interval '1 hour')`,
    );
    expect(orders.every((order) => new Set(order).size === people)).toBe(true);
    expect(new Set(orders.map(String)).size).toBe(rounds);
    expect(chiSquare(orders)).toBeLessThan(critical);
  });

  test('control: a draw that favours those who came first a little is found out', async () => {
    const orders = await draws(
      (scheduleId) => prisma().$executeRaw`
        UPDATE waiting_places p SET rank = drawn.nth - ${people} - 1 FROM (
          SELECT user_id, row_number() OVER (ORDER BY random() + ticket / 1000.0) AS nth
          FROM waiting_places WHERE schedule_id = ${scheduleId}) drawn
        WHERE p.schedule_id = ${scheduleId} AND p.user_id = drawn.user_id`,
    );
    expect(chiSquare(orders)).toBeGreaterThan(critical);
  });
});
