import type { Buyer } from '@/lib/domain/buyer';
import type { CheckedIn } from '@/lib/domain/door-list';
import type { CheckInRefusal, DoorRefusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import { judgeScans, type Scan } from '@/lib/tickets/judge-scans';
import { openDoor } from '@/lib/tickets/open-door';

/** A scan made without a connection, and what the server says of it now. */
export interface ToldScan {
  scanId: string;
  said: Result<CheckedIn, CheckInRefusal>;
}

/**
 * Takes in the people whom a device let in without a connection. What should not have admitted (used elsewhere,
 * cancelled meanwhile) is kept and told as such. Telling the same scans again changes nothing and answers the same.
 * Refuses who is not on the schedule's staff. Throws StoreUnavailable.
 */
export async function tellOfflineScans(wish: {
  buyer: Buyer;
  scheduleId: string;
  deviceId: string;
  scans: readonly Scan[];
}): Promise<Result<ToldScan[], DoorRefusal>> {
  const { buyer, scheduleId, deviceId, scans } = wish;
  const door = await openDoor(wish);
  if (!door.ok) return door;
  const judged = await judgeScans(buyer, { scheduleId, deviceId, offline: true }, scans);
  return granted(judged.map((said, index) => ({ scanId: scans[index]?.scanId ?? '', said })));
}
