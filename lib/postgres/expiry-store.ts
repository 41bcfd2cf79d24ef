import { ask } from './ask';
import { prisma } from './client';

/** Deletes a bounded number of rows that nobody can use any more, oldest first. Throws StoreUnavailable. */
export async function deleteExpired(): Promise<void> {
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE expires_at < clock_timestamp() ORDER BY expires_at LIMIT 5000)`,
  );
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM idempotency_keys WHERE created_at < clock_timestamp() - interval '7 days'
        ORDER BY created_at LIMIT 5000))`,
  );
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM waiting_places WHERE ctid = ANY (ARRAY(
        SELECT p.ctid FROM waiting_places p JOIN schedules s ON s.id = p.schedule_id
        WHERE s.ends_at < clock_timestamp() - interval '30 days' LIMIT 5000))`,
  );
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM standby_entries WHERE ctid = ANY (ARRAY(
        SELECT e.ctid FROM standby_entries e JOIN schedules s ON s.id = e.schedule_id
        WHERE s.ends_at < clock_timestamp() - interval '30 days' LIMIT 5000))`,
  );
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM payment_notices WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM payment_notices WHERE processed_at < clock_timestamp() - interval '30 days' LIMIT 5000))`,
  );
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM verifications WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM verifications WHERE expires_at < clock_timestamp() LIMIT 5000))`,
  );
  await ask(
    () => prisma().$executeRaw`
      DELETE FROM mails WHERE id IN (
        SELECT id FROM mails WHERE created_at < clock_timestamp() - interval '30 days' ORDER BY created_at LIMIT 5000)`,
  );
}
