import type { Asker } from './fair-lock-asker';
import type { LockName } from './fair-lock-scripts';

/** One lock, as far as this process asks for it. */
export interface LocalLock {
  name: LockName;
  /** Those who ask for it or have it. */
  present: number;
  /** The first in the queue may still get it without waiting. */
  trying: boolean;
  /** In order of arrival: those who do not wait in Redis yet. */
  queue: Asker[];
  /** Those who wait in Redis. */
  blocked: Set<Asker>;
  /** A token seen on its way, since performance.now(). */
  onItsWay: { token: string; sinceMs: number } | undefined;
  /** Since when Redis does not answer, performance.now(). */
  silentSinceMs: number | undefined;
}

/** The locks somebody of this process asks for or has; others are forgotten. */
export class LocalLocks {
  readonly #locks = new Map<string, LocalLock>();

  get isEmpty(): boolean {
    return this.#locks.size === 0;
  }

  of(name: LockName): LocalLock {
    const known = this.#locks.get(name.key);
    if (known) return known;
    const fresh: LocalLock = {
      ...{ name, present: 0, trying: false, queue: [], blocked: new Set<Asker>() },
      ...{ onItsWay: undefined, silentSinceMs: undefined },
    };
    this.#locks.set(name.key, fresh);
    return fresh;
  }

  /** One who asked for the lock, or had it, is gone. */
  leave(lock: LocalLock): void {
    lock.present -= 1;
    this.forgetUnused(lock);
  }

  forgetUnused(lock: LocalLock): void {
    const { key } = lock.name;
    // Somebody new may have come since it was forgotten.
    const isKnown = this.#locks.get(key) === lock;
    if (isKnown && lock.present === 0 && lock.blocked.size === 0) this.#locks.delete(key);
  }

  /** Those somebody waits for. */
  waitedFor(): LocalLock[] {
    return [...this.#locks.values()].filter((lock) => lock.queue.length + lock.blocked.size > 0);
  }

  /** Those with somebody who could wait in Redis as soon as there is a connection, and with fewer than `most` there. */
  queueing(most: number): LocalLock[] {
    return [...this.#locks.values()].filter(
      (lock) => lock.queue.length > 0 && !lock.trying && lock.blocked.size < most,
    );
  }
}
