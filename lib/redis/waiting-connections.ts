import { WaitingConnection } from './waiting-connection';

/** Opening one costs a few milliseconds of this process: not hundreds of them at once, while tokens go round. */
const mostOpening = 16;
const openAgainMs = 100;
/** A connection nobody waits on is closed after this. */
const restMs = 10_000;

/** The connections of one process on which requests may wait for locks: opened when wanted, never more than the limit. */
export class WaitingConnections {
  readonly #limit: number;
  readonly #onFree: () => void;
  readonly #resting = new Map<WaitingConnection, NodeJS.Timeout>();
  #count = 0;
  #opening = 0;
  #closed = false;

  /** @param onFree called when a connection can be taken */
  constructor(limit: number, onFree: () => void) {
    this.#limit = limit;
    this.#onFree = onFree;
  }

  /** A connection to wait on, if one is free. */
  take(): WaitingConnection | undefined {
    for (const [connection, closing] of this.#resting) {
      clearTimeout(closing);
      this.#resting.delete(connection);
      if (connection.usable) return connection;
      this.#count -= 1;
    }
    return undefined;
  }

  giveBack(connection: WaitingConnection): void {
    if (this.#closed || !connection.usable) {
      this.#count -= 1;
      connection.close();
      return;
    }
    const close = () => {
      this.#resting.delete(connection);
      this.#count -= 1;
      connection.close();
    };
    this.#resting.set(connection, setTimeout(close, restMs).unref());
    this.#onFree();
  }

  /** So many wait for a connection: opens what is missing, within the limit. */
  want(count: number): void {
    while (this.#opening < Math.min(count, mostOpening) && this.#count < this.#limit && !this.#closed) {
      this.#opening += 1;
      this.#count += 1;
      void this.#open();
    }
  }

  async #open(): Promise<void> {
    try {
      const connection = await WaitingConnection.open();
      this.#opening -= 1;
      this.giveBack(connection);
    } catch {
      this.#opening -= 1;
      this.#count -= 1;
      setTimeout(this.#onFree, openAgainMs).unref();
    }
  }

  close(): void {
    this.#closed = true;
    for (const [connection, closing] of this.#resting) {
      clearTimeout(closing);
      connection.close();
    }
    this.#resting.clear();
  }
}
