import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { metrics } from '@/lib/metrics';
import { withinLimit } from '@/lib/time-limit';
import { AnswerWatch, isServersWord } from './answer-watch';
import { newRedisClient, type RedisClient } from './new-client';

const probeEveryMs = 250;
/** A connection that says nothing for this long may have been cut off without a word: another one is made. */
const silenceLimitMs = 3000;

/** The process's connection to Redis and what is known of the server behind it. */
export class RedisLink {
  client: RedisClient;
  /** Names the running server; another one means another memory. Empty while Redis is away. */
  runId = '';
  readonly #watch = new AnswerWatch();
  #probe: NodeJS.Timeout | undefined;
  /** performance.now() when it was first missed; undefined while it is there. */
  #awaySinceMs: number | undefined = performance.now();
  /** Called as soon as it is there again. */
  readonly #expecting = new Set<() => void>();

  constructor() {
    this.client = this.#open();
  }

  get #isThere(): boolean {
    return this.runId !== '' && this.client.isReady;
  }

  #open(): RedisClient {
    const client = newRedisClient('main');
    client.on('ready', () => void this.#greet(client));
    client.on('error', () => {
      if (client === this.client) this.#miss();
    });
    // Reconnecting goes on by itself; a first failure is told by the 'error' event.
    client.connect().catch(() => undefined);
    return client;
  }

  async #greet(client: RedisClient): Promise<void> {
    let runId = '';
    try {
      const info = await client.sendCommand<string>(['INFO', 'server']);
      runId = /run_id:(\w+)/.exec(String(info))?.[1] ?? '';
    } catch {
      // Still away.
    }
    if (client !== this.client) return;
    if (runId === '') return this.#miss();
    this.runId = runId;
    this.#awaySinceMs = undefined;
    clearInterval(this.#probe);
    this.#probe = undefined;
    for (const hear of this.#expecting) hear();
  }

  #miss(): void {
    this.runId = '';
    this.#awaySinceMs ??= performance.now();
  }

  /** After a call that was not answered: away until the server answers again. It is asked at once, for often it only stumbled. */
  #away(): void {
    this.#miss();
    if (this.#probe) return;
    let silentSince = Date.now();
    const ask = () => {
      if (!this.client.isReady) silentSince = Date.now();
      else if (Date.now() - silentSince < silenceLimitMs) return void this.#greet(this.client);
      else {
        const silent = this.client;
        this.client = this.#open();
        silent.destroy();
        silentSince = Date.now();
      }
    };
    this.#probe = setInterval(ask, probeEveryMs).unref();
    ask();
  }

  /** Whether it is there, or comes back before it has been away for this long. */
  async returns(absenceMs: number): Promise<boolean> {
    if (this.#isThere) return true;
    this.#miss();
    const leftMs = (this.#awaySinceMs ?? 0) + absenceMs - performance.now();
    if (leftMs <= 0) return false;
    let hear = () => {};
    const returned = new Promise<void>((resolve) => {
      hear = resolve;
    });
    this.#expecting.add(hear);
    try {
      await withinLimit(leftMs, returned, () => new StoreUnavailable('redis'));
      return true;
    } catch {
      return false;
    } finally {
      this.#expecting.delete(hear);
    }
  }

  tell(work: (client: RedisClient) => Promise<unknown>): void {
    if (this.client.isReady) work(this.client).catch(() => undefined);
  }

  close(): void {
    clearInterval(this.#probe);
    this.client.destroy();
  }

  /** Runs a call; throws StoreUnavailable at once while Redis is away. */
  async call<T>(work: (client: RedisClient) => Promise<T>): Promise<T> {
    if (!this.#isThere) {
      if (this.client.isReady) this.#away();
      metrics.outages.inc({ store: 'redis' });
      throw new StoreUnavailable('redis');
    }
    try {
      return await this.#watch.answerTo(work(this.client));
    } catch (error) {
      if (isServersWord(error)) throw error;
      metrics.outages.inc({ store: 'redis' });
      if (!(error instanceof StoreUnavailable)) throw new StoreUnavailable('redis', error);
      this.#away();
      throw error;
    }
  }
}
