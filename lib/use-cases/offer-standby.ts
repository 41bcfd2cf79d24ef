import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { readStandbyBoards, type StandbyBoard } from '@/lib/postgres/standby-offer-store';
import { serveStandby } from '@/lib/sale/serve-standby';

/**
 * Serves every line of people who stand by: offers what came free to who is next, passes on what was not used in time. Any
 * number of instances may run it. A schedule whose line cannot be served is told, and keeps no other waiting. Answers false when PostgreSQL is away; parked seats then come free by themselves.
 */
export async function offerStandby(): Promise<boolean> {
  try {
    for (const board of await readStandbyBoards()) await serve(board);
    return true;
  } catch (error) {
    if (isStoreUnavailable(error)) return false;
    throw error;
  }
}

async function serve(board: StandbyBoard): Promise<void> {
  try {
    await serveStandby(board);
  } catch (error) {
    if (isStoreUnavailable(error)) throw error;
    log.error({ error, scheduleId: board.scheduleId }, 'a standby line could not be served');
  }
}
