import { z } from 'zod';
import { ask, transact } from './ask';
import { prisma } from './client';
import { pairOf, partsOf } from './pair-key';
import { sharedQuery } from './shared-query';

const boardRow = z.object({
  scheduleId: z.string(),
  /** Named places that somebody waits for. */
  places: z.array(z.number()),
  /** Grades that any seats are wanted of, with the smallest number that anybody wants. */
  grades: z.record(z.string(), z.number()),
  /** An offer's time is over and nobody has passed it on yet. */
  overdue: z.boolean(),
});

/** What is waited for on a schedule. */
export type StandbyBoard = z.infer<typeof boardRow>;

/**
 * The schedules where somebody stands by while the sale is open, or has an offer; all of them, or only the one named.
 * Throws StoreUnavailable.
 */
export async function readStandbyBoards(scheduleId: string | null = null): Promise<StandbyBoard[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT s.id AS "scheduleId",
        ARRAY(SELECT DISTINCT place FROM standby_entries w, unnest(w.places) AS place
          WHERE w.schedule_id = s.id AND w.state = 'waiting') AS places,
        (SELECT coalesce(jsonb_object_agg(grade, least), '{}') FROM (
          SELECT grade, min(w.quantity) AS least FROM standby_entries w, unnest(w.grades) AS grade
          WHERE w.schedule_id = s.id AND w.state = 'waiting' AND cardinality(w.places) = 0
          GROUP BY grade) AS wanted) AS grades,
        EXISTS (SELECT 1 FROM standby_entries o
          WHERE o.schedule_id = s.id AND o.state = 'offered' AND o.offer_ends_at <= clock_timestamp()) AS overdue
      FROM schedules s
      WHERE (${scheduleId}::text IS NULL OR s.id = ${scheduleId})
        AND (s.id IN (SELECT schedule_id FROM standby_entries WHERE state = 'offered')
          -- Whoever waits on when a sale closes is not looked through for ever after.
          OR s.sales_close_at > clock_timestamp()
            AND EXISTS (SELECT 1 FROM standby_entries w WHERE w.schedule_id = s.id AND w.state = 'waiting'))`,
  );
  return z.array(boardRow).parse(rows);
}

const lineRow = z.object({
  standbyId: z.string(),
  userId: z.string(),
  number: z.bigint(),
  places: z.array(z.number()),
  grades: z.array(z.string()),
  quantity: z.number(),
  liveTickets: z.number(),
  /** What keeps them from having any seats now. */
  refusal: z.string().nullable(),
  /** They have been told of it of late. */
  isTold: z.boolean(),
});

/** Somebody in line. */
export type PersonInLine = z.infer<typeof lineRow>;

/** People in line read at once: whoever comes first mostly gets what there is, and judging each costs a fifth of a millisecond. */
const lineAtOnce = 50;

/** What there is to give: the places that somebody names, and how many seats of each grade. */
export interface FreeForLine {
  places: readonly number[];
  grades: ReadonlyMap<string, number>;
}

/**
 * The people in line, in order, whom this could serve: those whose named places are all there, and those who want no more of
 * a grade than there is. So many at once, from behind a number on; null when there are no more of them. Throws StoreUnavailable.
 */
export async function readLine(
  scheduleId: string,
  free: FreeForLine,
  after: bigint,
): Promise<{ people: PersonInLine[]; next: bigint | null }> {
  const grades = [...free.grades.keys()];
  const counts = [...free.grades.values()];
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT id AS "standbyId", user_id AS "userId", number, places, grades, quantity, refusal,
        live_tickets_of_buyer(user_id, schedule_id) AS "liveTickets",
        coalesce(passed_over_code = refusal AND passed_over_at > clock_timestamp() - interval '1 minute', false) AS "isTold"
      FROM (
        SELECT e.*, standby_refusal(e) AS refusal FROM standby_entries e JOIN users u ON u.id = e.user_id
        WHERE e.schedule_id = ${scheduleId} AND e.state = 'waiting' AND e.number > ${after} AND u.deleted_at IS NULL
          AND CASE WHEN cardinality(e.places) = 0 THEN EXISTS (
              SELECT 1 FROM unnest(${grades}::text[], ${counts}::int[]) AS free(grade, seats)
              WHERE free.grade = ANY (e.grades) AND free.seats >= e.quantity)
            ELSE e.places <@ ${free.places as number[]}::int[] END
        ORDER BY e.number LIMIT ${lineAtOnce}) line
      ORDER BY number`,
  );
  const people = z.array(lineRow).parse(rows);
  return { people, next: people.length < lineAtOnce ? null : (people.at(-1)?.number ?? null) };
}

const offerSaid = z.union([
  z.object({ offered: z.literal(true) }),
  z.object({ refusal: z.string() }),
  z.object({ lost: z.literal(true) }),
  z.object({ gone: z.literal(true) }),
]);

/**
 * Writes an offer: locks the seats in order, then judges by the rules of a booking (standby_refusal, then offer_standby, in the
 * migrations).
 * Throws StoreUnavailable with the outcome unknown.
 */
export async function writeOffer(offer: {
  standbyId: string;
  scheduleId: string;
  places: readonly number[];
  seconds: number;
}): Promise<z.infer<typeof offerSaid>> {
  const places = offer.places as number[];
  const [, judged] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`
        SELECT place FROM seats WHERE schedule_id = ${offer.scheduleId} AND place = ANY (${places}::int[])
        ORDER BY place FOR UPDATE`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT CASE WHEN no IS NULL THEN offer_standby(id, ${places}::int[], ${offer.seconds}::float8)
          ELSE jsonb_build_object('refusal', no) END AS said
        FROM (SELECT e.id, standby_refusal(e) AS no FROM standby_entries e WHERE e.id = ${offer.standbyId}) asked`,
    ]),
  );
  return judged[0] ? offerSaid.parse(judged[0].said) : { gone: true };
}

/** Notes that seats went past somebody in line, and why. Throws StoreUnavailable. */
export async function notePassedOver(standbyId: string, code: string): Promise<void> {
  await ask(() => prisma().$executeRaw`SELECT note_passed_over(${standbyId}, ${code})`);
}

/** Ends the offers of a schedule that were not used in time; their seats are kept for the next. Throws StoreUnavailable. */
export async function passOffersOn(scheduleId: string): Promise<number> {
  const [, passed] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`
        SELECT s.place FROM seats s WHERE s.schedule_id = ${scheduleId} AND s.place IN (
          SELECT unnest(offer_places) FROM standby_entries
          WHERE schedule_id = ${scheduleId} AND state = 'offered' AND offer_ends_at <= clock_timestamp())
        ORDER BY s.place FOR UPDATE`,
      prisma().$queryRaw<{ passed: number }[]>`SELECT pass_offers_on(${scheduleId}) AS passed`,
    ]),
  );
  return passed[0]?.passed ?? 0;
}

const offerRow = z.object({
  standbyId: z.string(),
  userId: z.string(),
  places: z.array(z.number()),
  leftMs: z.number(),
});

/** An offer that is out. */
export type OfferOut = z.infer<typeof offerRow>;

/** The offers of a schedule that are out. Throws StoreUnavailable. */
export async function readOffersOut(scheduleId: string): Promise<OfferOut[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT id AS "standbyId", user_id AS "userId", offer_places AS places,
        extract(epoch FROM offer_ends_at - clock_timestamp())::float8 * 1000 AS "leftMs"
      FROM standby_entries
      WHERE schedule_id = ${scheduleId} AND state = 'offered' AND offer_ends_at > clock_timestamp()
      ORDER BY number`,
  );
  return z.array(offerRow).parse(rows);
}

const sharedOffers = sharedQuery(async (pairs) => {
  const [schedules, users] = partsOf(pairs);
  const rows = await ask(
    () => prisma().$queryRaw<{ schedule: string; asker: string }[]>`
      SELECT asked.schedule, asked.asker FROM unnest(${schedules}::text[], ${users}::text[]) AS asked(schedule, asker)
      WHERE EXISTS (
        SELECT 1 FROM offers_in_force(asked.schedule, clock_timestamp()) AS offer WHERE offer.user_id = asked.asker)`,
  );
  return new Map(rows.map((row) => [pairOf(row.schedule, row.asker), true]));
});

/**
 * Whether a buyer has an offer on a schedule. Requests that arrive together share one query: it is asked of everybody who
 * comes without an admission. Throws StoreUnavailable.
 */
export async function hasOffer(scheduleId: string, userId: string): Promise<boolean> {
  return (await ask(() => sharedOffers(pairOf(scheduleId, userId)))) ?? false;
}

/** Available seats that are kept for the line: what can be offered without Redis. Throws StoreUnavailable. */
export async function readKeptPlaces(scheduleId: string): Promise<number[]> {
  const rows = await ask(
    () => prisma().$queryRaw<{ place: number }[]>`
      SELECT place FROM seats
      WHERE schedule_id = ${scheduleId} AND kept_until > clock_timestamp() AND status = 'available' ORDER BY place`,
  );
  return rows.map((row) => row.place);
}
