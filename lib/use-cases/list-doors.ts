import type { Buyer } from '@/lib/domain/buyer';
import type { Door } from '@/lib/domain/door-list';
import { readDoors } from '@/lib/postgres/event-staff-store';

/** The shows an account may check tickets in at, the next first, and the database's clock. Throws StoreUnavailable. */
export async function listDoors(wish: { buyer: Buyer }): Promise<{ doors: Door[]; now: string | null }> {
  const stored = await readDoors(wish.buyer.userId);
  const doors = stored.map(({ title, venue, startsAt, now: _, ...door }) => ({
    ...door,
    eventTitle: title,
    venueName: venue.name,
    timeZone: venue.timeZone,
    startsAt: startsAt.toISOString(),
  }));
  return { doors, now: stored[0]?.now.toISOString() ?? null };
}
