import { z } from 'zod';
import { ask, transact } from './ask';
import { prisma } from './client';

const dueRow = z.object({
  schedule_id: z.string(),
  grace_seconds: z.number(),
  admits: z.boolean(),
  free: z.number(),
  per_second: z.number(),
});

/** A room whose clock has something to do. */
export interface DueRoom {
  scheduleId: string;
  graceSeconds: number;
  /** The most one tick can admit; 0 while nobody is admitted. */
  most: number;
}

/** The rooms in which somebody waits for the clock: for the draw, an admission, or an end. Throws StoreUnavailable. */
export async function listDueRooms(): Promise<DueRoom[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      WITH rooms AS (
        SELECT r.*, s.sales_open_at <= clock_timestamp() AS opened,
          r.state = 'open' AND r.shuffled_at IS NOT NULL
            AND s.sales_open_at <= clock_timestamp() AND s.sales_close_at > clock_timestamp() AS admits,
          (SELECT count(*)::int FROM waiting_places p
            WHERE p.schedule_id = r.schedule_id AND p.state = 'admitted') AS inside
        FROM waiting_rooms r JOIN schedules s ON s.id = r.schedule_id
      )
      SELECT schedule_id, grace_seconds, admits, capacity - inside AS free,
        (admissions_per_minute / 60.0)::float8 AS per_second
      FROM rooms
      WHERE (shuffled_at IS NULL AND opened) OR inside > 0 OR (admits AND EXISTS (
        SELECT 1 FROM waiting_places p WHERE p.schedule_id = rooms.schedule_id AND p.state = 'waiting'))`,
  );
  return z
    .array(dueRow)
    .parse(rows)
    .map((row) => ({
      scheduleId: row.schedule_id,
      graceSeconds: row.grace_seconds,
      most: row.admits ? Math.max(0, Math.min(row.free, Math.max(1, Math.ceil(2 * row.per_second)))) : 0,
    }));
}

const headRow = z.object({
  user_id: z.string(),
  rank: z.bigint(),
  joined_ms_ago: z.number(),
  read_at: z.date(),
});

/** Somebody at the head of a line. */
export interface AtTheHead {
  userId: string;
  rank: bigint;
  joinedMsAgo: number;
}

/** The first of a line, and when it was read. Throws StoreUnavailable. */
export async function readHead(
  scheduleId: string,
  most: number,
): Promise<{ people: AtTheHead[]; readAt: Date }> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT user_id, rank, (extract(epoch FROM statement_timestamp() - joined_at) * 1000)::float8 AS joined_ms_ago,
        statement_timestamp() AS read_at
      FROM waiting_places WHERE schedule_id = ${scheduleId} AND state = 'waiting' ORDER BY rank LIMIT ${most}`,
  );
  const head = z.array(headRow).parse(rows);
  return {
    people: head.map((row) => ({ userId: row.user_id, rank: row.rank, joinedMsAgo: row.joined_ms_ago })),
    readAt: head[0]?.read_at ?? new Date(0),
  };
}

const tickSaid = z.union([
  z.object({ busy: z.literal(true) }),
  z.object({ drawn: z.number() }),
  z.object({ admitted: z.number(), skipped: z.number(), ended: z.number(), inside: z.number() }),
]);

/** What a tick did: another instance has the clock, the order was drawn, or people were moved. */
export type TickSaid = z.infer<typeof tickSaid>;

/**
 * Runs a room's clock once (tick_waiting_room, in the migrations). `present` says of each at the head whether they are
 * there; `slow`, that less of the rate is to be used. Throws StoreUnavailable with the outcome unknown; the next tick
 * goes on from what is so.
 */
export async function tickRoom(
  scheduleId: string,
  head: { people: readonly AtTheHead[]; present: readonly boolean[]; readAt: Date },
  slow: boolean,
): Promise<TickSaid> {
  const users = head.people.map((person) => person.userId);
  const ranks = head.people.map((person) => person.rank);
  const [, rows] = await transact(() =>
    prisma().$transaction([
      // The draw of a hundred thousand people takes seconds; nobody waits for it but this.
      prisma().$executeRaw`SET LOCAL statement_timeout = '60s'`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT tick_waiting_room(${scheduleId}, ${users}::text[], ${ranks}::bigint[],
          ${head.present as boolean[]}::boolean[], ${head.readAt}, ${slow}) AS said`,
    ]),
  );
  return tickSaid.parse(rows[0]?.said);
}
