/** What race tests and their controls share. Not used by the product. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { expect } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import { prisma } from './client';

type Run = <Row = unknown>(sql: string) => Promise<Row[]>;

/** Runs a control experiment in a schema of its own, where none of the product's guards are, and drops it. */
export async function inThrowawaySchema(experiment: (run: Run) => Promise<void>): Promise<void> {
  const schema = `control_${randomUUID().slice(0, 8)}`;
  await prisma().$executeRawUnsafe(`CREATE SCHEMA ${schema}`);
  const adapter = new PrismaPg({
    connectionString: process.env.DATABASE_URL,
    options: `-c search_path=${schema}`,
    max: 20,
  });
  const client = new PrismaClient({ adapter });
  try {
    // Prisma's own promise starts only when somebody waits for it; a race needs it to start at once.
    await experiment(async (sql) => client.$queryRawUnsafe(sql));
  } finally {
    await client.$disconnect();
    await prisma().$executeRawUnsafe(`DROP SCHEMA ${schema} CASCADE`);
  }
}

/** A gate that opens when so many have come: everyone has looked before the first one acts, as under load. */
export function lookedTogether(count: number): () => Promise<void> {
  let missing = count;
  let open = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return all;
  };
}

/** How many connections wait for a lock now. */
export async function waitingForLocks(): Promise<number> {
  const [row] = await prisma().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.n ?? 0;
}

/**
 * Starts calls while a buyer's row is locked, lets go once so many of them are seen waiting for a lock, and answers
 * what became of them. The transaction that holds the lock may do one more `statement`, and wait `before` it ends.
 */
export async function whileBuyerIsLocked<T>(
  userId: string,
  count: number,
  start: () => Promise<T>[],
  and: { statement?: string; before?: () => Promise<void> } = {},
): Promise<T[]> {
  // Connected beforehand: how long that takes on a busy machine is not what is raced for.
  await expect.poll(() => waitingForLocks().catch(() => -1)).toBeGreaterThanOrEqual(0);
  const started = await prisma().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`;
    if (and.statement) await tx.$executeRawUnsafe(and.statement);
    const calls = start();
    // In a box, so that the transaction does not wait for what waits for it.
    const until = Date.now() + 5000;
    while ((await waitingForLocks()) < count) {
      if (Date.now() > until) throw new Error(`No ${count} calls came to wait for the buyer's lock.`);
      await sleep(5);
    }
    await and.before?.();
    return { calls };
  });
  return Promise.all(started.calls);
}
