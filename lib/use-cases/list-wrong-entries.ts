import type { Buyer } from '@/lib/domain/buyer';
import type { WrongEntry } from '@/lib/domain/door-list';
import type { DoorRefusal } from '@/lib/domain/refusals';
import { granted, type Result } from '@/lib/domain/result';
import { readWrongEntries } from '@/lib/postgres/check-in-store';
import { openDoor } from '@/lib/tickets/open-door';

/**
 * Whom devices without a connection let in wrongly: tickets used twice, or cancelled before; the latest first. Refuses
 * who is not on the schedule's staff. Throws StoreUnavailable.
 */
export async function listWrongEntries(wish: {
  buyer: Buyer;
  scheduleId: string;
}): Promise<Result<WrongEntry[], DoorRefusal>> {
  const door = await openDoor(wish);
  if (!door.ok) return door;
  const stored = await readWrongEntries(wish.scheduleId);
  return granted(
    stored.flatMap(({ ticket, verdict, scannedAt, receivedAt, deviceId, first }) =>
      verdict === 'ADMITTED'
        ? []
        : {
            ticket: door.value.name(ticket),
            code: `TICKET_${verdict}` as const,
            at: scannedAt.toISOString(),
            receivedAt: receivedAt.toISOString(),
            device: deviceId,
            first: first && { ...first, at: first.at.toISOString() },
          },
    ),
  );
}
