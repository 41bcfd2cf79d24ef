import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readStandbyBoards } from '@/lib/postgres/standby-offer-store';
import { serveStandby } from '@/lib/sale/serve-standby';

/**
 * Serves every line of people who stand by: offers what came free to who is next, passes on what was not used in time. Any
 * number of instances may run it. Answers false when PostgreSQL is away; parked seats then come free by themselves.
 */
export async function offerStandby(): Promise<boolean> {
  try {
    for (const board of await readStandbyBoards()) await serveStandby(board);
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}
