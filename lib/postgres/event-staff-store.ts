import { z } from 'zod';
import type { Door } from '@/lib/domain/door-list';
import type { Text } from '@/lib/domain/sale';
import { Prisma } from '@/prisma/generated/client';
import { ask, transact } from './ask';
import { prisma } from './client';

/** Somebody on an event's staff. */
export interface StaffMember {
  userId: string;
  name: string;
  email: string;
  addedAt: Date;
}

/** An event's organizer and title; null when there is none. Throws StoreUnavailable. */
export async function readEventOwner(eventId: string): Promise<{ organizerId: string; title: Text } | null> {
  const select = { organizerId: true, titleKo: true, titleEn: true } as const;
  const event = await ask(() => prisma().event.findUnique({ where: { id: eventId }, select }));
  return event && { organizerId: event.organizerId, title: { ko: event.titleKo, en: event.titleEn } };
}

/** An event's staff, in the order they were added. Throws StoreUnavailable. */
export async function readEventStaff(eventId: string): Promise<StaffMember[]> {
  const rows = await ask(() =>
    prisma().eventStaff.findMany({
      where: { eventId, user: { deletedAt: null } },
      orderBy: [{ addedAt: 'asc' }, { userId: 'asc' }],
      select: { addedAt: true, user: { select: { id: true, name: true, email: true } } },
    }),
  );
  return rows.map(({ addedAt, user }) => ({ userId: user.id, name: user.name, email: user.email, addedAt }));
}

/**
 * Puts the account with this email on an event's staff; a buyer's account becomes one of the staff by it, so that the
 * pages show the way to the door. Null when nobody has this email; 'unproven', where that is asked for, when whoever has it has not
 * proven it. Adding twice is no error. Throws StoreUnavailable.
 */
export async function addStaff(
  eventId: string,
  { email, mustBeProven }: { email: string; mustBeProven: boolean },
  addedBy: string,
): Promise<{ userId: string } | 'unproven' | null> {
  const theirs = Prisma.sql`email = ${email} AND deleted_at IS NULL`;
  const good = Prisma.sql`${theirs} AND (email_verified OR NOT ${mustBeProven})`;
  const [found] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw<{ userId: string; proven: boolean }[]>`
        SELECT id AS "userId", email_verified AS proven FROM users WHERE ${theirs} FOR UPDATE`,
      prisma().$executeRaw`
        INSERT INTO event_staff (event_id, user_id, added_by)
        SELECT ${eventId}, id, ${addedBy} FROM users WHERE ${good}
        ON CONFLICT DO NOTHING`,
      prisma().$executeRaw`
        UPDATE users SET role = 'staff', updated_at = clock_timestamp() WHERE ${good} AND role = 'buyer'`,
    ]),
  );
  const [account] = found;
  if (!account) return null;
  return mustBeProven && !account.proven ? 'unproven' : { userId: account.userId };
}

/** Takes an account off an event's staff; off the last one it is a buyer's again. Throws StoreUnavailable. */
export async function dropStaff(eventId: string, userId: string): Promise<boolean> {
  const [, gone] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`,
      prisma().$executeRaw`DELETE FROM event_staff WHERE event_id = ${eventId} AND user_id = ${userId}`,
      prisma().$executeRaw`
        UPDATE users SET role = 'buyer', updated_at = clock_timestamp()
        WHERE id = ${userId} AND role = 'staff' AND NOT EXISTS (SELECT 1 FROM event_staff WHERE user_id = ${userId})`,
    ]),
  );
  return gone > 0;
}

const text = z.object({ ko: z.string(), en: z.string() });
const doorRow = z.object({
  scheduleId: z.string(),
  eventId: z.string(),
  title: text,
  venue: z.object({ name: text, timeZone: z.string() }),
  startsAt: z.date(),
  /** Whether the account may say who is on its staff. */
  manages: z.boolean(),
});

/**
 * The shows an account may check tickets in at, the next first, at most 200: from yesterday on, or the one that is named.
 * Throws StoreUnavailable.
 */
export async function readDoors(userId: string, scheduleId: string | null = null): Promise<Door[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT s.id AS "scheduleId", e.id AS "eventId", jsonb_build_object('ko', e.title_ko, 'en', e.title_en) AS title,
        jsonb_build_object('timeZone', v.time_zone, 'name', jsonb_build_object('ko', v.name_ko, 'en', v.name_en)) AS venue,
        s.starts_at AS "startsAt", u.role = 'operator' OR (u.role = 'organizer' AND e.organizer_id = u.id) AS manages
      FROM users u CROSS JOIN schedules s JOIN events e ON e.id = s.event_id JOIN venues v ON v.id = s.venue_id
      WHERE u.id = ${userId} AND may_check_in(u.id, s.id) AND CASE WHEN ${scheduleId}::text IS NULL
        THEN s.ends_at > clock_timestamp() - interval '1 day' ELSE s.id = ${scheduleId} END
      ORDER BY s.starts_at, s.id LIMIT 200`,
  );
  return z
    .array(doorRow)
    .parse(rows)
    .map(({ title, venue, startsAt, ...door }) => ({
      ...door,
      eventTitle: title,
      venueName: venue.name,
      timeZone: venue.timeZone,
      startsAt: startsAt.toISOString(),
    }));
}
