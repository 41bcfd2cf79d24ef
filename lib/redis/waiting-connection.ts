import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { withinLimit } from '@/lib/time-limit';
import { withinRedisBudget } from './client';
import { type LockName, lockIdleMs } from './fair-lock-scripts';
import { newBlockingClient } from './new-client';

/** Past the wait limit a connection that still says nothing is given up. */
const silenceMs = 1000;
/** A frozen server takes connections and says nothing: those must not be waited for for ever. */
const openingMs = 1500;
const unblockAgainMs = 20;

/** A connection on which one request at a time waits for a lock: Redis's own queue of blocked clients is the line. */
export class WaitingConnection {
  readonly #client = newBlockingClient('lock');
  #id = 0;
  #waiting = false;
  #unblocking: Promise<void> | undefined;

  /** Connects. Throws when Redis does not answer. */
  static async open(): Promise<WaitingConnection> {
    const connection = new WaitingConnection();
    // Its end is told by the command that waits on it.
    connection.#client.on('error', () => undefined);
    const greet = async () => {
      await connection.#client.connect();
      connection.#id = await connection.#client.clientId();
    };
    try {
      await withinLimit(openingMs, greet(), () => new StoreUnavailable('redis'));
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  get usable(): boolean {
    return this.#client.isReady;
  }

  /**
   * Waits in Redis's line for the lock's token, in one call for the whole time: asked again, it would be at the tail.
   * Answers null after the wait, or after `unblock`. Throws StoreUnavailable when the connection is lost or silent.
   */
  async popToken({ key }: LockName, me: string, waitMs: number): Promise<string | null> {
    this.#waiting = true;
    try {
      // Sent in one write: the order of the line is the order of those blocked.
      const sent = Promise.all([
        this.#client.rPush(`${key}:line`, me),
        this.#client.pExpire(`${key}:line`, Math.ceil(waitMs) + lockIdleMs),
        // 0 would wait for ever.
        this.#client.blPop(`${key}:tokens`, Math.max(waitMs, 1) / 1000),
      ]);
      const silent = () => new StoreUnavailable('redis');
      const [, , popped] = await withinLimit(waitMs + silenceMs, sent, silent);
      return popped ? popped.element : null;
    } catch (error) {
      this.close();
      throw error instanceof StoreUnavailable ? error : new StoreUnavailable('redis', error);
    } finally {
      this.#waiting = false;
      // What is still to be unblocked must not be the next one who waits here.
      await this.#unblocking;
    }
  }

  /** Ends the waiting early. A token that was handed out at the same moment is still answered. */
  unblock(): void {
    this.#unblocking ??= this.#unblockUntilDone().finally(() => {
      this.#unblocking = undefined;
    });
  }

  async #unblockUntilDone(): Promise<void> {
    // Redis may hear this before it hears that we wait: the two travel on different connections.
    while (this.#waiting) {
      try {
        await withinRedisBudget((client) => client.sendCommand(['CLIENT', 'UNBLOCK', String(this.#id)]));
      } catch {
        return this.close();
      }
      if (this.#waiting) await sleep(unblockAgainMs);
    }
  }

  close(): void {
    if (this.#client.isOpen) this.#client.destroy();
  }
}
