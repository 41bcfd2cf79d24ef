import { log } from '@/lib/log';
import { type LockName, renewLock } from './fair-lock-scripts';

/** One timer looks after all locks that are had: most are given back long before they need it. */
const lookEveryMs = 100;
/** Renewed when this share of its time is over. */
const renewAfter = 1 / 3;

/** A lock while work runs under it. */
export class HeldLock {
  readonly name: LockName;
  readonly owner: string;
  readonly ttlMs: number;
  /** performance.now() before Redis last confirmed it. */
  provenMs: number;
  renewing = false;
  #lost = false;
  #controller: AbortController | undefined;

  constructor(name: LockName, { owner, sinceMs }: { owner: string; sinceMs: number }, ttlMs: number) {
    this.name = name;
    this.owner = owner;
    this.ttlMs = ttlMs;
    this.provenMs = sinceMs;
  }

  /** Aborted when the lock is lost: Redis forgot it, or could not be reached for its whole time. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#lost) this.#controller.abort();
    return this.#controller.signal;
  }

  lose(): void {
    held.delete(this);
    this.#lost = true;
    this.#controller?.abort();
    log.warn({ lock: this.name.key }, 'a lock was lost while its work was under way');
  }
}

const held = new Set<HeldLock>();
let looking: NodeJS.Timeout | undefined;

async function renew(lock: HeldLock): Promise<void> {
  const askedMs = performance.now();
  const { ttlMs } = lock;
  lock.renewing = true;
  // Redis away: the lock may still be ours, for as long as its time lasts.
  const said = await renewLock(lock.name, lock.owner, ttlMs).catch(() => 'unknown');
  lock.renewing = false;
  if (!held.has(lock)) return;
  if (said === true) lock.provenMs = askedMs;
  else if (said === false || performance.now() - lock.provenMs >= ttlMs) lock.lose();
}

function look(): void {
  if (held.size === 0) {
    clearInterval(looking);
    looking = undefined;
  }
  for (const lock of held) {
    const isDue = performance.now() - lock.provenMs >= lock.ttlMs * renewAfter;
    if (isDue && !lock.renewing) void renew(lock);
  }
}

/** Renews a lock from now on; the answer ends that. */
export function keepRenewed(lock: HeldLock): () => void {
  held.add(lock);
  looking ??= setInterval(look, lookEveryMs).unref();
  return () => held.delete(lock);
}
