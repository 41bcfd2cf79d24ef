import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { type LockKind, tendLock } from './fair-lock-scripts';
import type { LocalLock, LocalLocks } from './local-locks';

/** How often a lock is looked after while somebody waits for it. */
const tendEveryMs = 250;
/**
 * A token is handed out and claimed within a millisecond. One that is on its way for this long is lost: its waiter was
 * killed, or its connection was. A waiter that was only slow, on a machine out of breath, waits again. Sooner for a
 * buyer's: nobody waits long enough for that to see it for a second.
 */
const lostAfterMs: Record<LockKind, number> = { buyer: 400, area: 1000 };
/**
 * Looks after a lock that somebody waits for: a turn that was lost is given again, at once where its owner's time ended
 * without a word. Calls `silent` when Redis does not answer, with how long that has been so.
 */
async function tend(lock: LocalLock, silent: (ms: number) => void): Promise<void> {
  const { onItsWay, name } = lock;
  const isLost = onItsWay && performance.now() - onItsWay.sinceMs >= lostAfterMs[name.kind];
  try {
    const state = await tendLock(name, isLost ? onItsWay.token : '');
    lock.silentSinceMs = undefined;
    if (state.at !== 'on_its_way') lock.onItsWay = undefined;
    else if (state.token !== lock.onItsWay?.token) {
      lock.onItsWay = { token: state.token, sinceMs: performance.now() };
    }
    if (state.at !== 'restored') return;
    metrics.lockTokensRestored.inc({ kind: name.kind });
    log.warn({ lock: name.key }, 'the turn of a lock was lost and is given again');
  } catch {
    lock.silentSinceMs ??= performance.now();
    silent(performance.now() - lock.silentSinceMs);
  }
}

/** Looks after all locks that somebody of this process waits for, while there are any. */
export class Tending {
  readonly #locks: LocalLocks;
  readonly #silent: (lock: LocalLock, ms: number) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(locks: LocalLocks, silent: (lock: LocalLock, ms: number) => void) {
    this.#locks = locks;
    this.#silent = silent;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#round(), tendEveryMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #round(): void {
    const waitedFor = this.#locks.waitedFor();
    for (const lock of waitedFor) void tend(lock, (ms) => this.#silent(lock, ms));
    if (waitedFor.length === 0) this.stop();
  }
}
