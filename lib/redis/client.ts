import { createClient } from 'redis';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { withinLimit } from '@/lib/time-limit';

/** What one call may take before Redis counts as away. A frozen server keeps its connections open and says nothing. */
const callBudgetMs = 450;
const probeEveryMs = 250;
/** A connection that says nothing for this long may have been cut off without a word: another one is made. */
const silenceLimitMs = 3000;

/**
 * node-redis makes an abort signal for every command, to time out what waits to be sent. We bound whole calls
 * ourselves, and a blocked connection is meant to wait.
 */
const commandOptions = { timeout: 0 };

/** A client that is told at once when Redis is away and comes back by itself; made for one kind of use each. */
export function newRedisClient(kind: string) {
  const client = createClient({
    url: env().REDIS_URL,
    disableOfflineQueue: true,
    commandOptions,
    pingInterval: 10_000,
    name: `rowlock-${kind}`,
    socket: {
      connectTimeout: 1000,
      keepAlive: true,
      // After a socket timeout the default strategy closes the client for good.
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 5), 1000),
    },
  });
  let told = false;
  client.on('error', (error: Error) => {
    if (!told) log.warn({ kind, error: error.message }, 'Redis is out of reach');
    told = true;
  });
  client.on('ready', () => {
    if (told) log.info({ kind }, 'Redis is back');
    told = false;
  });
  return client;
}

/** A connection for blocking commands. It does not come back by itself: what waited on it has lost its place. */
export function newBlockingClient(kind: string) {
  return createClient({
    url: env().REDIS_URL,
    disableOfflineQueue: true,
    commandOptions,
    name: `rowlock-${kind}`,
    socket: { connectTimeout: 1000, keepAlive: true, reconnectStrategy: false },
  });
}

type Client = ReturnType<typeof newRedisClient>;

/** The process's connection to Redis and what is known of the server behind it. */
class RedisLink {
  client: Client;
  /** Names the running server; another one means another memory. Empty while Redis is away. */
  runId = '';
  #probe: NodeJS.Timeout | undefined;

  constructor() {
    this.client = this.#open();
  }

  #open(): Client {
    const client = newRedisClient('main');
    client.on('ready', () => void this.#greet(client));
    client.on('error', () => {
      if (client === this.client) this.runId = '';
    });
    // Reconnecting goes on by itself; a first failure is told by the 'error' event.
    client.connect().catch(() => undefined);
    return client;
  }

  async #greet(client: Client): Promise<void> {
    let runId = '';
    try {
      const info = await client.sendCommand<string>(['INFO', 'server']);
      runId = /run_id:(\w+)/.exec(String(info))?.[1] ?? '';
    } catch {
      // Still away.
    }
    if (client === this.client) this.runId = runId;
  }

  /** After a call timed out: away until the server answers again. */
  #away(): void {
    this.runId = '';
    if (this.#probe) return;
    let silentSince = Date.now();
    this.#probe = setInterval(() => {
      if (this.runId !== '') {
        clearInterval(this.#probe);
        this.#probe = undefined;
        return;
      }
      if (!this.client.isReady) silentSince = Date.now();
      else if (Date.now() - silentSince < silenceLimitMs) return void this.#greet(this.client);
      else {
        const silent = this.client;
        this.client = this.#open();
        silent.destroy();
        silentSince = Date.now();
      }
    }, probeEveryMs).unref();
  }

  tell(work: (client: Client) => Promise<unknown>): void {
    if (this.runId !== '' && this.client.isReady) work(this.client).catch(() => undefined);
  }

  close(): void {
    clearInterval(this.#probe);
    this.client.destroy();
  }

  /** Runs a call within its budget; throws StoreUnavailable at once while Redis is away. */
  async call<T>(work: (client: Client) => Promise<T>): Promise<T> {
    if (this.runId === '' || !this.client.isReady) {
      if (this.client.isReady) this.#away();
      metrics.outages.inc({ store: 'redis' });
      throw new StoreUnavailable('redis');
    }
    const late = () => {
      this.#away();
      return new StoreUnavailable('redis');
    };
    try {
      return await withinLimit(callBudgetMs, work(this.client), late);
    } catch (error) {
      // A server's own word (wrong type, script error) is a bug; everything else means it could not be reached.
      if (error instanceof Error && /^(ERR|WRONGTYPE|NOSCRIPT|NOPERM|CROSSSLOT)/.test(error.message))
        throw error;
      metrics.outages.inc({ store: 'redis' });
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable('redis', error);
    }
  }
}

// On globalThis: the HTTP server and the pages are two bundles in one process and share one connection.
const shared = globalThis as typeof globalThis & { rowlockRedis?: RedisLink };

function link(): RedisLink {
  shared.rowlockRedis ??= new RedisLink();
  return shared.rowlockRedis;
}

/** Runs a call on the shared connection. Throws StoreUnavailable, within half a second, when Redis is away. */
export function withinRedisBudget<T>(work: (client: Client) => Promise<T>): Promise<T> {
  return link().call(work);
}

/** Sends what nobody waits for, if Redis is there; it is heard before anything that is sent later. Never fails. */
export function tellRedis(work: (client: Client) => Promise<unknown>): void {
  link().tell(work);
}

/** The run id of the Redis server this process talks to; '' while it is away. */
export function redisRunId(): string {
  return link().runId;
}

/** Waits, for a while, until Redis answers: for the start of the process. */
export async function connectRedis(waitMs: number): Promise<boolean> {
  const until = Date.now() + waitMs;
  while (redisRunId() === '' && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return redisRunId() !== '';
}

/** Closes the shared connection. */
export function closeRedis(): void {
  const open = shared.rowlockRedis;
  delete shared.rowlockRedis;
  open?.close();
}
