import type { AreaBusyRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import type { Patience } from '@/lib/redis/client';
import { withFairLock } from '@/lib/redis/fair-lock';
import type { BookingLine } from './booking-line';

/**
 * A booking of an area goes on when its call has been answered, and its buyer asks again for the outcome: it waits for
 * Redis where a hold could not, rather than go on out of turn. Where Redis has been away for longer, nobody waits.
 */
export const areasPatience: Patience = { absenceMs: 4000, tries: 5 };

/**
 * Bookings of an area take their turns; a turn is one short transaction, so thousands fit into the wait. The lock of a
 * process that died keeps the line waiting no longer than its time.
 */
const times = { waitMs: 30_000, ttlMs: 3000, patience: areasPatience };

/**
 * A booking that may wait for its turn shields its hold for this long: while it waits the hold must not lapse, and the
 * transaction comes after.
 */
export const lineShieldMs = times.waitMs + 15_000;

/**
 * Runs work in the turn of every standing area it concerns: in the order in which requests came to wait for an area,
 * over all instances, so that entry numbers go by arrival. Refuses AREA_BUSY when the turn does not come in time.
 * Where Redis is away for longer than a stumble the work runs all the same: the areas' rows decide. Throws what the work throws.
 */
export async function inAreasTurn<Value>(
  scheduleId: string,
  areas: readonly AreaQuantity[],
  line: BookingLine,
  work: () => Promise<Value>,
): Promise<Result<Value, AreaBusyRefusal>> {
  // The order in which locks of several areas may be taken one within another.
  const ids = areas.map(({ area }) => String(area)).sort();
  return inTurns(scheduleId, ids, line, async () => ({ ok: true, value: await work() }));
}

async function inTurns<Value>(
  scheduleId: string,
  [areaId, ...others]: readonly string[],
  line: BookingLine,
  work: () => Promise<Result<Value, AreaBusyRefusal>>,
): Promise<Result<Value, AreaBusyRefusal>> {
  if (areaId === undefined) return work();
  let begun = false;
  const inside = () => {
    begun = true;
    line.leave();
    return inTurns(scheduleId, others, line, work);
  };
  try {
    const subject = { kind: 'area', scheduleId, areaId } as const;
    const under = await withFairLock(subject, times, inside, undefined, (inLine) => line.enter(inLine));
    return under.outcome === 'done'
      ? under.value
      : refused({ code: 'AREA_BUSY', ahead: under.ahead, retryAfterSeconds: 1 });
  } catch (error) {
    if (begun || !isStoreUnavailable(error)) throw error;
    metrics.outOfTurn.inc();
    return inTurns(scheduleId, [], line, work);
  }
}
