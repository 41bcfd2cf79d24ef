import type { Buyer } from '@/lib/domain/buyer';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { keepInside, readPlace } from '@/lib/postgres/waiting-place-store';
import { isAdmissionToken } from './admission-token';

/** What the way from the check to the hold may take; the admission outlasts the hold by it. */
const marginSeconds = 5;

/**
 * Why a buyer may not hold or book on a schedule with a waiting room; null for who is inside, and at no cost where the
 * schedule has none. The token shows whose admission it is, the row whether it still is one: who left is out at once.
 * An admission that would end before what begins now (`seconds` long) is prolonged first. Throws StoreUnavailable.
 */
export async function admissionRefusal(
  schedule: ScheduleDetail,
  buyer: Buyer,
  token: string | null | undefined,
  seconds: number,
): Promise<{ code: 'NOT_ADMITTED' } | null> {
  if (!schedule.rules.waitingRoom) return null;
  const whose = { scheduleId: schedule.scheduleId, userId: buyer.userId };
  const isTheirs = token ? await isAdmissionToken(token, whose) : false;
  return isTheirs && (await staysInside(whose, seconds + marginSeconds)) ? null : { code: 'NOT_ADMITTED' };
}

async function staysInside(whose: { scheduleId: string; userId: string }, seconds: number): Promise<boolean> {
  const place = await readPlace(whose.scheduleId, whose.userId);
  if (place?.state !== 'admitted' || !place.admissionEndsAt) return false;
  const left = place.admissionEndsAt.getTime() - place.now.getTime();
  if (left <= 0) return false;
  return left >= seconds * 1000 || keepInside(whose.scheduleId, whose.userId, seconds);
}
