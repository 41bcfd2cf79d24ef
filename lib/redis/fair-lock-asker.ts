import { randomUUID } from 'node:crypto';
import { metrics } from '@/lib/metrics';
import type { Patience } from './client';
import { lineLength, placeInLine } from './fair-lock-scripts';
import type { LocalLock } from './local-locks';
import type { WaitingConnection } from './waiting-connection';

/** How long to wait for a lock, and how long it may be silently kept: two settings, never one. Milliseconds. */
export interface LockTimes {
  waitMs: number;
  /** After this the lock of an owner that died is given on. An owner that lives is renewed, however long its work is. */
  ttlMs: number;
  /** Which stumbles of Redis are waited out when the turn is asked for; none when left out. */
  patience?: Patience;
}

/** How asking for a lock ended, short of an outage or a cancellation. */
export type LockOutcome =
  | {
      /** performance.now() before the lock was asked for the last time: its time began no earlier. */
      sinceMs: number;
      owner: string;
      release(): void;
    }
  /** How many come before: those who wait, and who has the lock now. */
  | { ahead: number };

/** One request that asks for a lock. Its outcome is told once. */
export class Asker {
  readonly id = randomUUID();
  readonly askedMs = performance.now();
  readonly lock: LocalLock;
  readonly times: LockTimes;
  readonly outcome: Promise<LockOutcome>;
  connection: WaitingConnection | undefined;
  told = false;
  #resolve: (outcome: LockOutcome) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #patience: NodeJS.Timeout | undefined;
  #waits = false;

  constructor(lock: LocalLock, times: LockTimes) {
    this.lock = lock;
    this.times = times;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** What is left of its wait limit, ms; 0 when it is over. */
  get leftMs(): number {
    return Math.max(0, this.askedMs + this.times.waitMs - performance.now());
  }

  /** How many wait before it now. Throws StoreUnavailable. */
  async before(): Promise<number> {
    const { name, queue } = this.lock;
    const here = queue.indexOf(this);
    return here < 0 ? placeInLine(name, this.id) : here + (await lineLength(name));
  }

  /** It does not queue in this process any more. */
  leaveQueue(): void {
    const { queue } = this.lock;
    const at = queue.indexOf(this);
    if (at >= 0) queue.splice(at, 1);
  }

  /** From now on it counts as waiting; `impatient` is called when its wait limit is over while it queues here. */
  waitHere(impatient: () => void): void {
    if (!this.#waits) metrics.lockWaiters.inc({ kind: this.lock.name.kind });
    this.#waits = true;
    this.stopClock();
    this.#patience = setTimeout(impatient, this.leftMs);
  }

  stopClock(): void {
    clearTimeout(this.#patience);
  }

  /** Tells the outcome; false when another was told before. */
  tell(outcome: LockOutcome): boolean {
    return this.#end('owner' in outcome ? 'had' : 'timed_out', () => this.#resolve(outcome));
  }

  /** Tells that there is no outcome: Redis is away, or the request was cancelled. */
  fail(error: unknown): boolean {
    return this.#end('failed', () => this.#reject(error));
  }

  #end(outcome: string, tell: () => void): boolean {
    if (this.told) return false;
    this.told = true;
    this.stopClock();
    const { kind } = this.lock.name;
    if (this.#waits) metrics.lockWaiters.dec({ kind });
    metrics.lockWaitSeconds.labels(kind, outcome).observe((performance.now() - this.askedMs) / 1000);
    tell();
    return true;
  }
}
