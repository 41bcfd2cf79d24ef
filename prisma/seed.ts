/** Seeds the demo into an empty database (built to dist/seed.mjs): DATABASE_URL=… node dist/seed.mjs */
import { PrismaPg } from '@prisma/adapter-pg';
import { seedDemo } from './demo/seed-demo';
import { PrismaClient } from './generated/client';

/** Any number of our own: whoever holds it (per database) is the one instance that seeds. */
const seedLock = 7_042_121;

/** All of the demo or nothing of it: one transaction, which a slow machine may take a while for. */
const limits = { maxWait: 60_000, timeout: 300_000 };

async function seed(databaseUrl: string): Promise<void> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 1 }) });
  try {
    const seeded = await prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS taken FROM (SELECT pg_advisory_xact_lock(${seedLock}::bigint)) AS lock`;
      if ((await tx.event.count()) > 0) return false;
      await seedDemo(tx, new Date(), (line) => console.log(`  ${line}`));
      return true;
    }, limits);
    if (!seeded) return console.log('There are events already: nothing to seed.');
    // Until the server's own statistics run, the planner would take the full tables for empty ones.
    await prisma.$executeRaw`ANALYZE`;
    console.log('The demo is in place.');
  } finally {
    await prisma.$disconnect();
  }
}

const databaseUrl = process.env.DATABASE_URL;
if (databaseUrl) await seed(databaseUrl);
else {
  console.error('DATABASE_URL is not set. Set it, or let `npm start` seed the demo.');
  process.exitCode = 1;
}
