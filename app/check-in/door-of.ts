import { cache } from 'react';
import type { Buyer } from '@/lib/domain/buyer';
import { viewDoor } from '@/lib/use-cases/view-door';

/** A show at whose door somebody may stand; null where there is none. Asked once a request. */
export const doorOf = cache(async (buyer: Buyer, scheduleId: string) => {
  const door = await viewDoor({ buyer, scheduleId: decodeURIComponent(scheduleId) });
  return door.ok ? door.value : null;
});
