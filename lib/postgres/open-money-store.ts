import { z } from 'zod';
import { ask } from './ask';
import { prisma } from './client';

const openMoney = z.object({
  starting: z.number(),
  toApprove: z.number(),
  approved: z.number(),
  unanswered: z.number(),
  refundsDue: z.number(),
  refundsFailed: z.number(),
});
/** How many payments are not settled, by how far they are, and how many refunds are not done. */
export type OpenMoney = z.infer<typeof openMoney>;

/** A provider that has said nothing so often, in a quarter of a minute, is not merely slow. */
const worryingTries = 3;

/** Counts payments and refunds that are not at their end, by the partial indexes that have just these. Throws StoreUnavailable. */
export async function countOpenMoney(): Promise<OpenMoney> {
  const rows = await ask(
    () => prisma().$queryRaw<unknown[]>`
      SELECT count(*) FILTER (WHERE state = 'starting')::int AS starting,
        count(*) FILTER (WHERE state = 'requires_approval')::int AS "toApprove",
        count(*) FILTER (WHERE state NOT IN ('starting', 'requires_approval'))::int AS approved,
        count(*) FILTER (WHERE unanswered >= ${worryingTries})::int AS unanswered,
        (SELECT count(*)::int FROM refunds WHERE state = 'due') AS "refundsDue",
        (SELECT count(*)::int FROM refunds WHERE state = 'failed') AS "refundsFailed"
      FROM payments WHERE settled_at IS NULL`,
  );
  return openMoney.parse(rows[0]);
}
