import { z } from 'zod';
import { ask, transact } from './ask';
import { prisma } from './client';
import { ticketRow } from './ticket-row';

const verdicts = [
  'ADMITTED',
  'ALREADY_USED',
  'CANCELLED',
  'NOT_CONFIRMED',
  'REPLACED',
  'WRONG_SHOW',
] as const;

const judged = z.object({
  verdict: z.enum(verdicts),
  at: z.coerce.date(),
  ticket: ticketRow,
  scheduleId: z.string(),
  first: z.object({ at: z.coerce.date(), device: z.string(), offline: z.boolean() }).nullable(),
});
const checkInSaid = z.union([
  judged,
  z.object({
    refusal: z.enum([
      ...['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'SCHEDULE_NOT_FOUND', 'NOT_ALLOWED'],
      ...['TICKET_NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED'],
    ] as const),
  }),
]);
/** What the database said of a scan. */
export type CheckInSaid = z.infer<typeof checkInSaid>;

/** A scan whose token was verified, or a ticket looked up by hand. */
export interface ScanToJudge {
  scanId: string;
  code: string;
  ticket: string;
  /** null: by hand. */
  serial: number | null;
  /** When an offline scan was made, by its device's clock; null = now. */
  at: Date | null;
}

/**
 * Checks tickets in, one answer a scan in their order, in one transaction: locks their bookings in order of id, and
 * only then judges each (check_in, in the migrations). Throws StoreUnavailable with the outcome unknown; asked again
 * with the same scan ids, it is told.
 */
export async function checkInInDatabase(
  staff: { userId: string; sessionId: string | null },
  where: { scheduleId: string; deviceId: string; offline: boolean },
  scans: readonly ScanToJudge[],
): Promise<CheckInSaid[]> {
  const { scheduleId, deviceId, offline } = where;
  const codes = scans.map(({ code }) => code);
  const [, said] = await transact(() =>
    prisma().$transaction([
      prisma().$queryRaw`SELECT id FROM bookings WHERE code = ANY (${codes}::text[]) ORDER BY id FOR UPDATE`,
      prisma().$queryRaw<{ said: unknown }[]>`
        SELECT check_in(${staff.userId}, ${staff.sessionId}, ${scheduleId}, scan."scanId", scan.code, scan.ticket,
          scan.serial, ${deviceId}, scan.at, ${offline}) AS said
        FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(scans)}::jsonb)
            AS ("scanId" text, code text, ticket text, serial integer, at timestamptz))
          WITH ORDINALITY AS scan("scanId", code, ticket, serial, at, nth)
        ORDER BY nth`,
    ]),
  );
  return said.map((row) => checkInSaid.parse(row.said));
}

/** Whether an account may check tickets in at a schedule. Throws StoreUnavailable. */
export async function mayCheckIn(userId: string, scheduleId: string): Promise<boolean> {
  const rows = await ask(
    () => prisma().$queryRaw<{ may: boolean }[]>`SELECT may_check_in(${userId}, ${scheduleId}) AS may`,
  );
  return rows[0]?.may === true;
}

/**
 * How many were let in, and how many tickets there are: what is live less what is not paid yet, so that indexes alone
 * answer it for a full hall. Throws StoreUnavailable.
 */
export async function countCheckIns(scheduleId: string): Promise<{ admitted: number; total: number }> {
  const [counts] = await ask(
    () => prisma().$queryRaw<{ admitted: number; total: number }[]>`
      SELECT (SELECT count(*) FROM check_ins WHERE schedule_id = ${scheduleId} AND verdict = 'ADMITTED')::int AS admitted,
        ((SELECT count(*) FROM booking_seats WHERE schedule_id = ${scheduleId} AND live)
          + (SELECT coalesce(sum(live), 0) FROM standing_areas WHERE schedule_id = ${scheduleId})
          - (SELECT count(*) FROM tickets WHERE schedule_id = ${scheduleId}
              AND status IN ('PENDING', 'CAPTURING')))::int AS total`,
  );
  return counts ?? { admitted: 0, total: 0 };
}

const wrongEntryRow = z.object({
  ticket: ticketRow,
  verdict: z.enum(verdicts),
  scannedAt: z.date(),
  receivedAt: z.date(),
  deviceId: z.string(),
  first: z.object({ at: z.coerce.date(), device: z.string(), offline: z.boolean() }).nullable(),
});
/** Somebody let in without a connection whom the database would not have let in. */
export type StoredWrongEntry = z.infer<typeof wrongEntryRow>;

/** Whom offline devices let in wrongly at a schedule, the latest first, at most 500. Throws StoreUnavailable. */
export async function readWrongEntries(scheduleId: string): Promise<StoredWrongEntry[]> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT ticket_at_door(t) AS ticket, c.verdict::text AS verdict, c.scanned_at AS "scannedAt",
        c.received_at AS "receivedAt", c.device_id AS "deviceId",
        CASE WHEN f.booking_id IS NOT NULL
          THEN jsonb_build_object('at', f.scanned_at, 'device', f.device_id, 'offline', f.offline) END AS first
      FROM check_ins c JOIN tickets t ON t.booking_id = c.booking_id AND t.ticket = c.ticket
        LEFT JOIN check_ins f
          ON f.booking_id = c.booking_id AND f.ticket = c.ticket AND f.verdict = 'ADMITTED'
      WHERE c.schedule_id = ${scheduleId} AND c.verdict <> 'ADMITTED'
      ORDER BY c.received_at DESC, c.scan_id LIMIT 500`,
  );
  return z.array(wrongEntryRow).parse(rows);
}
