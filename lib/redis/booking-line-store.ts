import { createHash } from 'node:crypto';
import { withinRedisBudget } from './client';
import { bookingLineKey } from './keys';

/** A booking under way, by whose it is and the buyer's own name for it. */
export interface WhoseBooking {
  scheduleId: string;
  userId: string;
  idempotencyKey: string;
}

/** What was noted is older than this when nobody notes it any more: the booking is through, or its instance is gone. */
const noteLastsMs = 3000;

function nameOf({ idempotencyKey }: WhoseBooking): string {
  return createHash('sha256').update(idempotencyKey).digest('base64url');
}

/** Notes how many come before a booking that waits for its turn, for whichever instance is asked. Throws StoreUnavailable. */
export async function noteInLine(whose: WhoseBooking, ahead: number): Promise<void> {
  const { scheduleId, userId } = whose;
  const note = `${nameOf(whose)} ${ahead}`;
  await withinRedisBudget((client) =>
    client.set(bookingLineKey(scheduleId, userId), note, { PX: noteLastsMs }),
  );
}

/** How many came before the booking when that was last noted; null when it does not wait. Throws StoreUnavailable. */
export async function readInLine(whose: WhoseBooking): Promise<number | null> {
  const { scheduleId, userId } = whose;
  const note = await withinRedisBudget((client) => client.get(bookingLineKey(scheduleId, userId)));
  const [name, ahead] = note?.split(' ') ?? [];
  return name === nameOf(whose) ? Number(ahead) : null;
}
