import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { log } from '@/lib/log';
import { withinRedisBudget } from './client';
import { feedChannel } from './keys';
import { newRedisClient } from './new-client';

const message = z.object({
  generation: z.string(),
  seq: z.number(),
  seats: z.array(z.tuple([z.number(), z.number()])),
  areas: z.array(z.tuple([z.number(), z.number()])).optional(),
});

/** Changes as a script published them: [place, code shown], [standing area, places free], and the position they led to. */
export type SeatChanges = z.infer<typeof message>;

function parse(text: string): SeatChanges | undefined {
  try {
    return message.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

type Hear = (changes: SeatChanges) => void;
type Client = ReturnType<typeof newRedisClient>;

/** A connection that was cut off without a word says nothing, as a quiet feed does: it is asked this often, … */
const askEveryMs = 5000;
/** … and given up when it does not answer within this. */
const answerWithinMs = 2000;

/** The process's ears: one connection for all schedules it follows. */
class SeatFeed {
  readonly #heard = new Map<string, Set<Hear>>();
  readonly #tell = (text: string, channel: string) => {
    const changes = parse(text);
    // Thrown in here, a stranger's word on the channel would end the process; left out, it shows as a gap.
    if (!changes) return log.warn({ channel }, 'what is published is no seat change');
    for (const hear of this.#heard.get(channel) ?? []) hear(changes);
  };
  #client = this.#open();
  readonly #asking = setInterval(() => void this.#ask(), askEveryMs).unref();

  #open(): Client {
    const client = newRedisClient('feed');
    // At each connection, since what is asked for while Redis is away is refused and not kept for later.
    client.on('ready', () => {
      for (const channel of this.#heard.keys()) this.#subscribe(client, channel);
    });
    client.connect().catch(() => undefined);
    return client;
  }

  #subscribe(client: Client, channel: string): void {
    client.subscribe(channel, this.#tell).catch(() => undefined);
  }

  async #ask(): Promise<void> {
    const client = this.#client;
    if (!client.isReady) return;
    const answered = client.ping().then(
      () => true,
      () => true,
    );
    const silent = sleep(answerWithinMs, false, { ref: false });
    if ((await Promise.race([answered, silent])) || client !== this.#client) return;
    this.#client = this.#open();
    client.destroy();
  }

  follow(channel: string, hear: Hear): () => void {
    const all = this.#heard.get(channel) ?? new Set();
    this.#heard.set(channel, all.add(hear));
    if (all.size === 1 && this.#client.isReady) this.#subscribe(this.#client, channel);
    return () => {
      all.delete(hear);
      if (all.size > 0 || this.#heard.get(channel) !== all) return;
      this.#heard.delete(channel);
      this.#client.unsubscribe(channel, this.#tell).catch(() => undefined);
    };
  }

  close(): void {
    clearInterval(this.#asking);
    this.#client.destroy();
  }
}

let feed: SeatFeed | undefined;

/**
 * Listens to a schedule's seat changes; answers how to stop. Begun while Redis is away, or cut off, it hears again
 * once Redis is back; what was missed meanwhile shows as a gap in the sequence.
 */
export function followSeatChanges(scheduleId: string, hear: Hear): () => void {
  feed ??= new SeatFeed();
  return feed.follow(feedChannel(scheduleId), hear);
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
  feed?.close();
  feed = undefined;
}
