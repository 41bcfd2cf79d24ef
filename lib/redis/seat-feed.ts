import { z } from 'zod';
import { newRedisClient, withinRedisBudget } from './client';
import { feedChannel } from './keys';

const message = z.object({
  generation: z.string(),
  seq: z.number(),
  seats: z.array(z.tuple([z.number(), z.number()])),
});

/** Seat changes as a script published them: [place, code shown], and the position they led to. */
export type SeatChanges = z.infer<typeof message>;

type Client = ReturnType<typeof newRedisClient>;
let subscriber: Promise<Client> | undefined;

function connected(): Promise<Client> {
  subscriber ??= (async () => {
    const client = newRedisClient('feed');
    // A first connection that fails is tried again by the reconnect strategy; subscriptions are taken up on 'ready'.
    client.connect().catch(() => undefined);
    if (!client.isReady) await new Promise<void>((resolve) => client.once('ready', () => resolve()));
    return client;
  })();
  return subscriber;
}

/**
 * Listens to a schedule's seat changes; answers how to stop. The client subscribes again by itself after a
 * reconnection; what was missed meanwhile shows as a gap in the sequence.
 */
export function followSeatChanges(scheduleId: string, hear: (changes: SeatChanges) => void): () => void {
  const channel = feedChannel(scheduleId);
  const listener = (text: string) => hear(message.parse(JSON.parse(text)));
  let stopped = false;
  void connected().then(async (client) => {
    if (stopped) return;
    await client.subscribe(channel, listener).catch(() => undefined);
    if (stopped) await client.unsubscribe(channel, listener).catch(() => undefined);
  });
  return () => {
    stopped = true;
    void connected().then((client) => client.unsubscribe(channel, listener).catch(() => undefined));
  };
}

/** The position a schedule's map is at now; null where Redis does not have it. Throws StoreUnavailable. */
export async function readFeedPosition(
  scheduleId: string,
): Promise<{ generation: string; seq: number; run: string } | null> {
  const [generation, seq, run] = await withinRedisBudget((client) =>
    client.hmGet(feedChannel(scheduleId), ['generation', 'seq', 'run']),
  );
  return generation && seq && run ? { generation, seq: Number(seq), run } : null;
}

/** Ends the listening connection. */
export async function closeSeatFeed(): Promise<void> {
  const open = subscriber;
  subscriber = undefined;
  if (open) (await open).destroy();
}
