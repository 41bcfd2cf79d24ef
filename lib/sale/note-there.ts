import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { notePresence } from '@/lib/redis/waiting-room-store';

/** Notes that people are there. Without Redis nobody's absence is counted either, so that it is no loss. */
export async function noteThere(scheduleId: string, userIds: readonly string[]): Promise<void> {
  try {
    await notePresence(scheduleId, userIds);
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error;
  }
}
