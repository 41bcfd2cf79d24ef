import type { OrphanRefusal } from '@/lib/domain/refusals';
import type { WatchedRows } from '@/lib/redis/hold-store';
import type { Sale } from './find-sale';
import { judgeOrphans } from './judge-orphans';

/** A row that changed between judging and taking is judged again, at most three times. */
const mostTries = 4;

/**
 * Judges a selection by the orphan rule, then takes it while the rows are as they were judged; `take` says ROW_CHANGED
 * when they are not. Answers the rule's refusal, or the last thing `take` said. Throws what `take` throws.
 */
export async function whileRowsHold<Said>(
  sale: Sale,
  userId: string,
  partySize: number,
  take: (watched: WatchedRows) => Promise<Said>,
  rowChanged: (said: Said) => boolean,
): Promise<{ refusal: OrphanRefusal } | { said: Said }> {
  for (let tries = 1; ; tries += 1) {
    const judged = await judgeOrphans(sale, userId, partySize);
    if ('refusal' in judged) return judged;
    const said = await take(judged.watched);
    if (!rowChanged(said) || tries === mostTries) return { said };
  }
}
