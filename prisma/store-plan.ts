import { createHash } from 'node:crypto';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { importPlan } from '@/lib/postgres/import-plan';
import { Prisma } from './generated/client';
import { ownClient } from './own-client';

/** A stadium's drawing is 10 MB of JSON, which a slow disk takes a while for. */
const limits = { maxWait: 10_000, timeout: 120_000 };

/**
 * Stores a plan for a venue in DATABASE_URL and answers a sentence that says so, with the plan's id. The id names venue
 * and content: the same plan again is found, not stored twice. Refuses with a sentence what cannot be stored.
 */
export async function storePlan(venueId: string, plan: SeatingPlan): Promise<Result<string, string>> {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) {
    return refused(
      'There is no database: `npm start` is not running, and DATABASE_URL is not set. Start Rowlock or set it.',
    );
  }
  const prisma = ownClient(connectionString);
  try {
    return await prisma.$transaction((tx) => storeOnce(tx, venueId, plan), limits);
  } catch (error) {
    return refused(reasonFor(error));
  } finally {
    await prisma.$disconnect();
  }
}

async function storeOnce(
  tx: Prisma.TransactionClient,
  venueId: string,
  plan: SeatingPlan,
): Promise<Result<string, string>> {
  const venue = await tx.venue.findUnique({ where: { id: venueId } });
  if (!venue) {
    const venues = await tx.venue.findMany({ orderBy: { id: 'asc' }, take: 50 });
    const known = venues.map(({ id, nameEn }) => `  ${id} (${nameEn})`).join('\n');
    return refused(
      `There is no venue "${venueId}". ${known ? `There are:\n${known}` : 'There is none at all.'}`,
    );
  }
  const id = planIdFor(venueId, plan);
  if (await tx.seatingPlan.findUnique({ where: { id }, select: { id: true } })) {
    return granted(`This plan is stored already: ${id}`);
  }
  const imported = await importPlan(tx, { id, venueId, json: plan });
  if (!imported.ok) return refused(imported.refusal.issues.map(({ message }) => message).join('; '));
  return granted(`Stored for ${venue.nameEn}: ${id}`);
}

/** Browsers keep a plan for ever under its id: another drawing must have another. */
function planIdFor(venueId: string, plan: SeatingPlan): string {
  const content = createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12);
  return `${venueId.slice(0, 48)}-${content}`;
}

function reasonFor(error: unknown): string {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2021') {
    return 'The database has no tables yet: run `npm run migrate`, or `npm start` once.';
  }
  const message = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
  return `The database did not take the plan: ${message}`;
}
