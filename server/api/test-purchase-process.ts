/** The API and its jobs as a process of its own, which may die: forked by the fault tests. Not used by the product. */
import { createServer } from 'node:http';
import { env } from '@/lib/env';
import { connectRedis } from '@/lib/redis/client';
import { runCancelledShows } from '../jobs/cancelled-shows';
import { runHouseKeeping } from '../jobs/house-keeping';
import { runOutbox } from '../jobs/outbox';
import { runPurchases } from '../jobs/purchases';
import { runStandby } from '../jobs/standby';
import { runSweeper } from '../jobs/sweeper';
import { runWaitingRoomClock } from '../jobs/waiting-room-clock';
import { apiListener } from './app';

/** What the parent sends: to serve from now on (until then it only waits, ready), or where to die. */
export type ShopOrder = { serve: true } | { crashAt: string };

function serve(): void {
  const { signal } = new AbortController();
  const jobs = [runPurchases, runOutbox, runSweeper, runCancelledShows];
  for (const run of [...jobs, runStandby, runWaitingRoomClock, runHouseKeeping]) void run(signal);
  const { PORT, HOST } = env();
  createServer(apiListener()).listen(PORT, HOST, () => process.send?.('serving'));
}

process.on('message', (order: ShopOrder) => {
  if ('serve' in order) return serve();
  process.env.CRASH_AT = order.crashAt;
  process.send?.('told');
});
process.on('disconnect', () => process.exit(0));

await connectRedis(10_000);
process.send?.('ready');
