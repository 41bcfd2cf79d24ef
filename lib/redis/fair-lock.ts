import { AsyncLocalStorage } from 'node:async_hooks';
import { env } from '@/lib/env';
import type { LockTimes } from './fair-lock-asker';
import { type InLine, LockLine } from './fair-lock-line';
import { keepRenewed } from './fair-lock-renewal';
import { type LockKind, type LockSubject, lockNamed } from './fair-lock-scripts';

export type { LockSubject } from './fair-lock-scripts';

/** A lock while work runs under it. */
export interface HeldLock {
  /** Aborted when the lock is lost: Redis forgot it, or could not be reached for its whole time. */
  signal: AbortSignal;
}

/** What became of work under a lock. `ahead`: how many came before when the wait limit was reached, the owner included. */
export type UnderLock<T> = { outcome: 'done'; value: T } | { outcome: 'timed_out'; ahead: number };

/** A lock within another only in this order: nobody who has the later one waits for the earlier one. */
const order: readonly LockKind[] = ['buyer', 'area'];
const innermost = new AsyncLocalStorage<LockKind>();

// On globalThis: the HTTP server and the pages are two bundles in one process and stand in one line.
const shared = globalThis as typeof globalThis & { rowlockLockLines?: Map<LockKind, LockLine> };

function lineOf(kind: LockKind): LockLine {
  shared.rowlockLockLines ??= new Map();
  const line = shared.rowlockLockLines.get(kind) ?? new LockLine(env().LOCK_CONNECTIONS);
  shared.rowlockLockLines.set(kind, line);
  return line;
}

/**
 * Runs work under a lock that all instances share; requests get it in the order in which Redis saw them wait. The lock
 * is renewed for as long as the work runs, and given back when it ends, however it ends. Waiting takes no database
 * connection. Answers `timed_out` when the wait limit is reached; `onWaiting` is called when the lock is not free.
 * Throws StoreUnavailable when Redis is away before the work began, the signal's reason when it is cancelled while it
 * waits, what the work throws, and an Error when locks are nested in the wrong order.
 */
export async function withFairLock<T>(
  subject: LockSubject,
  times: LockTimes,
  work: (held: HeldLock) => Promise<T>,
  signal?: AbortSignal,
  onWaiting?: (inLine: InLine) => void,
): Promise<UnderLock<T>> {
  const { kind } = subject;
  const outer = innermost.getStore();
  if (outer && order.indexOf(outer) >= order.indexOf(kind)) {
    throw new Error(`The lock of a ${kind} may not be taken within that of a ${outer}.`);
  }
  const name = lockNamed(subject);
  const had = await lineOf(kind).ask(name, times, signal, onWaiting);
  if ('ahead' in had) return { outcome: 'timed_out', ahead: had.ahead };
  const lost = new AbortController();
  const stopRenewing = keepRenewed(name, had, times.ttlMs, () => lost.abort());
  try {
    const value = await innermost.run(kind, () => work({ signal: lost.signal }));
    return { outcome: 'done', value };
  } finally {
    stopRenewing();
    had.release();
  }
}

/** Whether this process keeps nothing of any lock: none is had, waited for, or on its way. */
export function hasNoLocks(): boolean {
  return [...(shared.rowlockLockLines?.values() ?? [])].every((line) => line.isEmpty);
}

/** Closes the connections on which requests wait; who waits is told that Redis is away. */
export function closeFairLocks(): void {
  for (const line of shared.rowlockLockLines?.values() ?? []) line.close();
  delete shared.rowlockLockLines;
}
