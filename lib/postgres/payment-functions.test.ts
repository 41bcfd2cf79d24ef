import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookingStatuses, mayBecome } from '@/lib/domain/booking-states';
import { openTestStores } from '@/lib/sale/test-sale';
import { prisma } from './client';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close?.());

test('the database knows exactly the table of transitions', async () => {
  const told = await prisma().$queryRaw<{ from: string; to: string; may: boolean }[]>`
    SELECT f::text AS from, t::text AS to, booking_may_become(f, t) AS may
    FROM unnest(enum_range(NULL::booking_status)) AS f, unnest(enum_range(NULL::booking_status)) AS t`;
  const ours = bookingStatuses.flatMap((from) =>
    bookingStatuses.map((to) => ({ from, to, may: mayBecome(from, to) })),
  );
  expect(told).toHaveLength(ours.length);
  expect(told).toEqual(expect.arrayContaining(ours));
});
