import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { Asker, type LocalLock, type LockOutcome, type LockTimes } from './fair-lock-asker';
import {
  acquireLock,
  claimLock,
  giveBackLock,
  type LockName,
  leaveLine,
  lineLength,
  placeInLine,
} from './fair-lock-scripts';
import { tend, tendEveryMs } from './fair-lock-tending';
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
  readonly #locks = new Map<string, LocalLock>();
  readonly #connections: WaitingConnections;
  #tending: NodeJS.Timeout | undefined;

  constructor(limit: number) {
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
    const lock = this.#lock(name);
    const asker = new Asker(lock, times);
    lock.present += 1;
    lock.queue.push(asker);
    if (signal) {
      const cancel = () => this.#end(asker, () => asker.fail(signal.reason));
      signal.addEventListener('abort', cancel, { once: true });
      const forget = () => signal.removeEventListener('abort', cancel);
      asker.outcome.then(forget, forget);
    }
    const wait = () => {
      this.#waitHere(asker);
      onWaiting?.({ ahead: async () => 1 + (await this.#before(asker)) });
    };
    if (lock.present > 1) wait();
    else void this.#tryAtOnce(asker, wait);
    return asker.outcome;
  }

  /** Whether nothing is kept of any lock. */
  get isEmpty(): boolean {
    return this.#locks.size === 0;
  }

  close(): void {
    for (const lock of this.#locks.values()) this.#giveUp(lock);
    this.#connections.close();
    clearInterval(this.#tending);
    this.#tending = undefined;
  }

  #lock(name: LockName): LocalLock {
    const [key] = name.keys;
    const known = this.#locks.get(key);
    if (known) return known;
    const fresh: LocalLock = {
      ...{ name, present: 0, trying: false, queue: [], blocked: new Set() },
      ...{ onItsWay: undefined, unanswered: 0 },
    };
    this.#locks.set(key, fresh);
    return fresh;
  }

  async #tryAtOnce(asker: Asker, wait: () => void): Promise<void> {
    const { lock } = asker;
    const sinceMs = performance.now();
    lock.trying = true;
    try {
      const owned = await acquireLock(lock.name, asker.id, asker.times.ttlMs);
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
    asker.waitHere(() => void this.#timeOut(asker, () => this.#before(asker)));
    this.#tending ??= setInterval(() => this.#tendAll(), tendEveryMs).unref();
    this.#assign();
  }

  /** Gives connections to those who queue: first to the lock with the fewest waiting in Redis, so that none starves. */
  #assign(): void {
    const queueing = () => [...this.#locks.values()].filter((lock) => lock.queue.length > 0 && !lock.trying);
    const least = (a: LocalLock, b: LocalLock) => (b.blocked.size < a.blocked.size ? b : a);
    for (let locks = queueing(); locks.length > 0; locks = queueing()) {
      const connection = this.#connections.take();
      if (!connection) {
        this.#connections.want(locks.reduce((sum, { queue }) => sum + queue.length, 0));
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
    let token: string | null;
    try {
      token = await connection.popToken(lock.name, id, asker.leftMs);
    } catch (error) {
      token = null;
      this.#end(asker, () => asker.fail(error));
    }
    asker.connection = undefined;
    lock.blocked.delete(asker);
    const next =
      token === null ? this.#timeOut(asker, () => leaveLine(lock.name, id)) : this.#claim(asker, token);
    this.#connections.giveBack(connection);
    await next;
    this.#forget(lock);
  }

  async #claim(asker: Asker, token: string): Promise<void> {
    const { lock } = asker;
    const sinceMs = performance.now();
    try {
      const owned = await claimLock(lock.name, asker.id, asker.times.ttlMs, token);
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
      void giveBackLock(lock.name, id);
      lock.present -= 1;
      this.#forget(lock);
    };
    this.#leaveQueue(asker);
    if (asker.tell({ sinceMs, owner: id, release })) return;
    // Cancelled meanwhile, and counted out then.
    void giveBackLock(lock.name, id);
  }

  async #timeOut(asker: Asker, before: () => Promise<number>): Promise<void> {
    try {
      const ahead = 1 + (await before());
      this.#end(asker, () => asker.tell({ ahead }));
    } catch (error) {
      this.#end(asker, () => asker.fail(error));
    }
  }

  /** How many wait before this one. */
  async #before(asker: Asker): Promise<number> {
    const { lock } = asker;
    const before = lock.queue.indexOf(asker);
    return before < 0 ? placeInLine(lock.name, asker.id) : before + (await lineLength(lock.name));
  }

  /** Ends an asking that did not get the lock. */
  #end(asker: Asker, tell: () => boolean): void {
    if (!tell()) return;
    this.#leaveQueue(asker);
    asker.connection?.unblock();
    asker.lock.present -= 1;
    this.#forget(asker.lock);
  }

  #leaveQueue(asker: Asker): void {
    const { queue } = asker.lock;
    const at = queue.indexOf(asker);
    if (at >= 0) queue.splice(at, 1);
  }

  #forget(lock: LocalLock): void {
    const [key] = lock.name.keys;
    // Somebody new may have come since it was forgotten.
    if (lock.present === 0 && lock.blocked.size === 0 && this.#locks.get(key) === lock)
      this.#locks.delete(key);
  }

  #tendAll(): void {
    const waitedFor = [...this.#locks.values()].filter((lock) => lock.queue.length + lock.blocked.size > 0);
    for (const lock of waitedFor) void tend(lock, () => this.#giveUp(lock));
    if (waitedFor.length > 0) return;
    clearInterval(this.#tending);
    this.#tending = undefined;
  }

  /** Redis is away. */
  #giveUp(lock: LocalLock): void {
    for (const asker of [...lock.queue, ...lock.blocked]) {
      const { connection } = asker;
      this.#end(asker, () => asker.fail(new StoreUnavailable('redis')));
      connection?.close();
    }
  }
}
