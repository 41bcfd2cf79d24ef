import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { Asker, type LockOutcome, type LockTimes } from './fair-lock-asker';
import { acquireLock, claimLock, giveBackLock, type LockName, leaveLine } from './fair-lock-scripts';
import { Tending } from './fair-lock-tending';
import { type LocalLock, LocalLocks } from './local-locks';
import type { WaitingConnection } from './waiting-connection';
import { WaitingConnections } from './waiting-connections';

/** A request in line: how many come before it now, the owner included. */
export interface InLine {
  ahead(): Promise<number>;
}

/**
 * The requests of this process for locks of one kind. A request that finds nobody of its process at its lock tries to
 * take it in one step; all others wait: in the process, in order of arrival, for a connection, and on it in Redis.
 */
export class LockLine {
  readonly #locks = new LocalLocks();
  readonly #tending = new Tending(this.#locks, (lock, ms) => this.#giveUp(lock, ms));
  readonly #connections: WaitingConnections;
  readonly #mostALock: number;

  /**
   * @param limit the most connections to wait on, of all locks
   * @param mostALock of one lock
   */
  constructor(limit: number, mostALock: number) {
    this.#mostALock = mostALock;
    this.#connections = new WaitingConnections(limit, () => this.#assign());
  }

  /** Asks for a lock. Throws StoreUnavailable; the signal's reason when it is cancelled. */
  ask(
    name: LockName,
    times: LockTimes,
    signal?: AbortSignal,
    onWaiting?: (inLine: InLine) => void,
  ): Promise<LockOutcome> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const lock = this.#locks.of(name);
    const asker = new Asker(lock, times);
    lock.present += 1;
    lock.queue.push(asker);
    if (signal) this.#listen(asker, signal);
    const wait = () => {
      this.#waitHere(asker);
      onWaiting?.({ ahead: async () => 1 + (await asker.before()) });
    };
    if (lock.present > 1) wait();
    else void this.#tryAtOnce(asker, wait);
    return asker.outcome;
  }

  /** Whether nothing is kept of any lock. */
  get isEmpty(): boolean {
    return this.#locks.isEmpty;
  }

  close(): void {
    for (const lock of this.#locks.waitedFor()) this.#giveUp(lock, Number.POSITIVE_INFINITY);
    this.#connections.close();
    this.#tending.stop();
  }

  #listen(asker: Asker, signal: AbortSignal): void {
    const cancel = () => this.#end(asker, () => asker.fail(signal.reason));
    const forget = () => signal.removeEventListener('abort', cancel);
    signal.addEventListener('abort', cancel, { once: true });
    asker.outcome.then(forget, forget);
  }

  async #tryAtOnce(asker: Asker, wait: () => void): Promise<void> {
    const { lock } = asker;
    const sinceMs = performance.now();
    lock.trying = true;
    try {
      const owned = await acquireLock(lock.name, asker.id, asker.times);
      lock.trying = false;
      if (owned) this.#grant(asker, sinceMs);
      else if (!asker.told) wait();
      this.#assign();
    } catch (error) {
      lock.trying = false;
      // Those who came after it would hear the same, later.
      for (const other of [...lock.queue]) this.#end(other, () => other.fail(error));
    }
  }

  #waitHere(asker: Asker): void {
    asker.waitHere(() => void this.#timeOut(asker, () => asker.before()));
    this.#tending.start();
    this.#assign();
  }

  /** Gives connections to those who queue: first to the lock with the fewest waiting in Redis, so that none starves. */
  #assign(): void {
    const least = (a: LocalLock, b: LocalLock) => (b.blocked.size < a.blocked.size ? b : a);
    for (;;) {
      const locks = this.#locks.queueing(this.#mostALock);
      const connection = locks.length > 0 && this.#connections.take();
      if (!connection) {
        const room = ({ queue, blocked }: LocalLock) =>
          Math.min(queue.length, this.#mostALock - blocked.size);
        this.#connections.want(locks.reduce((sum, lock) => sum + room(lock), 0));
        break;
      }
      const asker = locks.reduce(least).queue.shift();
      if (asker) void this.#block(asker, connection);
    }
  }

  async #block(asker: Asker, connection: WaitingConnection): Promise<void> {
    const { lock, id } = asker;
    asker.stopClock();
    asker.connection = connection;
    lock.blocked.add(asker);
    let token: string | null = null;
    try {
      token = await connection.popToken(lock.name, id, asker.leftMs);
    } catch (error) {
      this.#end(asker, () => asker.fail(error));
    }
    asker.connection = undefined;
    lock.blocked.delete(asker);
    const settled =
      token === null ? this.#timeOut(asker, () => leaveLine(lock.name, id)) : this.#claim(asker, token);
    this.#connections.giveBack(connection);
    await settled;
    this.#locks.forgetUnused(lock);
  }

  async #claim(asker: Asker, token: string): Promise<void> {
    const { lock } = asker;
    const sinceMs = performance.now();
    try {
      const owned = await claimLock(lock.name, asker.id, asker.times, token);
      if (owned) return this.#grant(asker, sinceMs);
    } catch (error) {
      return this.#end(asker, () => asker.fail(error));
    }
    if (asker.told) return;
    // Its token was void: it waits again, before those of this process who came later.
    lock.queue.unshift(asker);
    this.#waitHere(asker);
  }

  #grant(asker: Asker, sinceMs: number): void {
    const { lock, id } = asker;
    const release = () => {
      // Sent first: who is the next to ask must be heard after it.
      giveBackLock(lock.name, id);
      this.#locks.leave(lock);
    };
    asker.leaveQueue();
    // One that was cancelled meanwhile has left already.
    if (!asker.tell({ sinceMs, owner: id, release })) giveBackLock(lock.name, id);
  }

  async #timeOut(asker: Asker, before: () => Promise<number>): Promise<void> {
    try {
      const ahead = 1 + (await before());
      this.#end(asker, () => asker.tell({ ahead }));
    } catch (error) {
      this.#end(asker, () => asker.fail(error));
    }
  }

  /** Ends an asking that did not get the lock. */
  #end(asker: Asker, tell: () => boolean): void {
    if (!tell()) return;
    asker.leaveQueue();
    asker.connection?.unblock();
    this.#locks.leave(asker.lock);
  }

  /**
   * Redis has been silent for so long. Who would wait for four times as long stays: a server that only stumbles has kept
   * the line, and those who left it would come back at its end.
   */
  #giveUp(lock: LocalLock, silentMs: number): void {
    for (const asker of [...lock.queue, ...lock.blocked]) {
      if (asker.times.waitMs > 4 * silentMs) continue;
      const { connection } = asker;
      this.#end(asker, () => asker.fail(new StoreUnavailable('redis')));
      connection?.close();
    }
  }
}
