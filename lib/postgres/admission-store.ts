import { ask, transact } from './ask';
import { prisma } from './client';
import { pairOf, partsOf } from './pair-key';
import { sharedQuery } from './shared-query';

const sharedAdmissions = sharedQuery(async (pairs) => {
  const [schedules, users] = partsOf(pairs);
  const rows = await ask(
    () => prisma().$queryRaw<{ schedule: string; asker: string; left: number }[]>`
      SELECT p.schedule_id AS schedule, p.user_id AS asker,
        extract(epoch FROM p.admission_ends_at - clock_timestamp())::float8 AS left
      FROM unnest(${schedules}::text[], ${users}::text[]) AS asked(schedule, asker)
        JOIN waiting_places p ON p.schedule_id = asked.schedule AND p.user_id = asked.asker
      WHERE p.state = 'admitted'`,
  );
  return new Map(rows.map((row) => [pairOf(row.schedule, row.asker), row.left]));
});

/**
 * For how many seconds somebody's admission lasts, 0 or less where there is none (any more). Requests that arrive
 * together share one query. Throws StoreUnavailable.
 */
export async function readSecondsInside(scheduleId: string, userId: string): Promise<number> {
  return (await ask(() => sharedAdmissions(pairOf(scheduleId, userId)))) ?? 0;
}

/**
 * Prolongs an admission that has not ended, so that it lasts for so many seconds more; never beyond what one hold at its
 * longest takes after the admission's own time. False for who is not inside (any more). Throws StoreUnavailable.
 */
export async function keepInside(scheduleId: string, userId: string, seconds: number): Promise<boolean> {
  const changed = await transact(
    () => prisma().$executeRaw`
      UPDATE waiting_places p SET admission_ends_at = greatest(p.admission_ends_at, least(
        clock_timestamp() + make_interval(secs => ${seconds}),
        p.admitted_at + make_interval(secs => r.admission_seconds + s.hold_cap_seconds)))
      FROM waiting_rooms r JOIN schedules s ON s.id = r.schedule_id
      WHERE r.schedule_id = p.schedule_id AND p.schedule_id = ${scheduleId} AND p.user_id = ${userId}
        AND p.state = 'admitted' AND p.admission_ends_at > clock_timestamp()`,
  );
  return changed > 0;
}

/**
 * Prolongs an admission that has not ended to the end of what its buyer has claimed and not paid yet; never beyond what a
 * claim takes that was made out of the last hold. Throws StoreUnavailable.
 */
export async function keepInsideToPay(scheduleId: string, userId: string): Promise<void> {
  await transact(
    () => prisma().$executeRaw`
      UPDATE waiting_places p SET admission_ends_at = greatest(p.admission_ends_at, least((
        SELECT max(b.expires_at) FROM bookings b
        WHERE b.schedule_id = p.schedule_id AND b.buyer_id = p.user_id AND b.status = 'PENDING'),
        p.admitted_at + make_interval(secs => r.admission_seconds + s.hold_cap_seconds + s.payment_seconds)))
      FROM waiting_rooms r JOIN schedules s ON s.id = r.schedule_id
      WHERE r.schedule_id = p.schedule_id AND p.schedule_id = ${scheduleId} AND p.user_id = ${userId}
        AND p.state = 'admitted' AND p.admission_ends_at > clock_timestamp()`,
  );
}

/** Ends the admission of a buyer whose live seats have reached the sale's limit. Throws StoreUnavailable. */
export async function endAdmissionAtLimit(scheduleId: string, userId: string): Promise<void> {
  await transact(
    () => prisma().$executeRaw`
      UPDATE waiting_places SET state = 'ended' WHERE schedule_id = ${scheduleId} AND user_id = ${userId}
        AND state = 'admitted' AND live_tickets_of_buyer(${userId}, ${scheduleId}) >= (
          SELECT seat_limit FROM schedules WHERE id = ${scheduleId})`,
  );
}
