import { ask } from './ask';
import { prisma } from './client';

/** The database's clock, the one that decides. Throws StoreUnavailable. */
export async function readDatabaseClock(): Promise<Date> {
  const rows = await ask(() => prisma().$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`);
  const now = rows[0]?.now;
  if (!now) throw new Error('The database told no time.');
  return now;
}
