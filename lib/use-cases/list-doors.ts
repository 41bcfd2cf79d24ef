import type { Buyer } from '@/lib/domain/buyer';
import type { Door } from '@/lib/domain/door-list';
import { readDoors } from '@/lib/postgres/event-staff-store';

/** The shows an account may check tickets in at, the next first. Throws StoreUnavailable. */
export function listDoors(wish: { buyer: Buyer }): Promise<Door[]> {
  return readDoors(wish.buyer.userId);
}
