import { createHash } from 'node:crypto';
import { granted, type Result, refused } from '@/lib/domain/result';
import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { importPlan } from '@/lib/postgres/import-plan';
import type { Prisma } from './generated/client';
import { ownTransaction } from './own-transaction';

/**
 * Stores a plan for a venue in DATABASE_URL and answers a sentence that says so, with the plan's id. Refuses with a sentence
 * what cannot be stored.
 */
export function storePlan(venueId: string, plan: SeatingPlan): Promise<Result<string, string>> {
  return ownTransaction('the plan', async (tx) => {
    const venue = await tx.venue.findUnique({ where: { id: venueId } });
    if (!venue) return refused(`There is no venue "${venueId}". ${await venuesThere(tx)}`);
    const stored = await storePlanOnce(tx, venueId, plan);
    if (!stored.ok) return stored;
    const { id, isNew } = stored.value;
    return granted(isNew ? `Stored for ${venue.nameEn}: ${id}` : `This plan is stored already: ${id}`);
  });
}

async function venuesThere(tx: Prisma.TransactionClient): Promise<string> {
  const venues = await tx.venue.findMany({ orderBy: { id: 'asc' }, take: 50 });
  const known = venues.map(({ id, nameEn }) => `  ${id} (${nameEn})`).join('\n');
  return known ? `There are:\n${known}` : 'There is none at all.';
}

/** Stores a plan for a venue. Its id names venue and content: the same plan again is found, not stored twice. */
export async function storePlanOnce(
  tx: Prisma.TransactionClient,
  venueId: string,
  plan: SeatingPlan,
): Promise<Result<{ id: string; isNew: boolean }, string>> {
  const id = planIdFor(venueId, plan);
  if (await tx.seatingPlan.findUnique({ where: { id }, select: { id: true } })) {
    return granted({ id, isNew: false });
  }
  const imported = await importPlan(tx, { id, venueId, json: plan });
  if (!imported.ok) return refused(imported.refusal.issues.map(({ message }) => message).join('; '));
  return granted({ id, isNew: true });
}

/** Browsers keep a plan for ever under its id: another drawing must have another. */
function planIdFor(venueId: string, plan: SeatingPlan): string {
  const content = createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12);
  return `${venueId.slice(0, 48)}-${content}`;
}
