import type { Buyer } from '@/lib/domain/buyer';
import type { CheckedIn } from '@/lib/domain/door-list';
import type { CheckInRefusal } from '@/lib/domain/refusals';
import { type Result, refused } from '@/lib/domain/result';
import { judgeScans, type Scan } from '@/lib/tickets/judge-scans';

/**
 * Checks one ticket in: it admits once, and only while its booking is confirmed. The same scan asked again (its answer
 * was lost) gets the same answer. Refuses with the reason. Throws StoreUnavailable; the outcome may then be unknown.
 */
export async function checkInTicket(wish: {
  buyer: Buyer;
  scheduleId: string;
  deviceId: string;
  scan: Scan;
}): Promise<Result<CheckedIn, CheckInRefusal>> {
  const { buyer, scheduleId, deviceId, scan } = wish;
  const [judged] = await judgeScans(buyer, { scheduleId, deviceId, offline: false }, [scan]);
  return judged ?? refused({ code: 'TICKET_NOT_FOUND' });
}
