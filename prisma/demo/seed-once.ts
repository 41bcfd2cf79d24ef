import { ownClient } from '../own-client';
import { seedDemo } from './seed-demo';

/** Any number of our own: whoever holds it (per database) is the one instance that seeds. */
const seedLock = 7_042_121;

/** All of the demo or nothing of it: one transaction, which a slow machine may take a while for. */
const limits = { maxWait: 60_000, timeout: 300_000 };

/**
 * Seeds the demo if the database has no event yet; several instances may start together. False: there was nothing to do.
 * Throws where PostgreSQL does, and then has written nothing.
 */
export async function seedOnce(databaseUrl: string, log: (line: string) => void): Promise<boolean> {
  const prisma = ownClient(databaseUrl);
  try {
    const seeded = await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS taken FROM (SELECT pg_advisory_xact_lock(${seedLock}::bigint)) AS lock`;
      if ((await tx.event.count()) > 0) return false;
      // The demo's audience reads no mail.
      await tx.$executeRaw`ALTER TABLE booking_audit DISABLE TRIGGER booking_audit_mail`;
      await seedDemo(tx, new Date(), log);
      await tx.$executeRaw`ALTER TABLE booking_audit ENABLE TRIGGER booking_audit_mail`;
      return true;
    }, limits);
    // Until the server's own statistics run, the planner would take the full tables for empty ones.
    if (seeded) await prisma.$executeRaw`ANALYZE`;
    return seeded;
  } finally {
    await prisma.$disconnect();
  }
}
