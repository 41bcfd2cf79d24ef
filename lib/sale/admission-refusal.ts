import type { Buyer } from '@/lib/domain/buyer';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { keepInside, readSecondsInside } from '@/lib/postgres/admission-store';
import { hasOffer } from '@/lib/postgres/standby-offer-store';
import { isAdmissionToken } from './admission-token';

/** What the way from the check to the hold may take; the admission outlasts the hold by it. */
const marginSeconds = 5;

/**
 * Why a buyer may not hold or book on a schedule with a waiting room; null for who is inside, and at no cost where the
 * schedule has none. The token shows whose admission it is, the row whether it still is one: who left is out at once.
 * An admission that would end before what begins now (`seconds` long) is prolonged first. Who was offered seats by standing
 * by is inside as long as the offer is out. Throws StoreUnavailable.
 */
export async function admissionRefusal(
  schedule: ScheduleDetail,
  buyer: Buyer,
  token: string | null | undefined,
  seconds: number,
): Promise<{ code: 'NOT_ADMITTED' } | null> {
  if (!schedule.rules.waitingRoom) return null;
  const whose = { scheduleId: schedule.scheduleId, userId: buyer.userId };
  const isTheirs = token ? await isAdmissionToken(token, whose, new Date(schedule.now)) : false;
  if (isTheirs && (await staysInside(whose, seconds + marginSeconds))) return null;
  return (await hasOffer(whose.scheduleId, whose.userId)) ? null : { code: 'NOT_ADMITTED' };
}

async function staysInside(whose: { scheduleId: string; userId: string }, seconds: number): Promise<boolean> {
  const left = await readSecondsInside(whose.scheduleId, whose.userId);
  if (left <= 0) return false;
  return left >= seconds || keepInside(whose.scheduleId, whose.userId, seconds);
}
