import { AsyncLocalStorage } from 'node:async_hooks';
import { env } from '@/lib/env';
import type { LockTimes } from './fair-lock-asker';
import { type InLine, LockLine } from './fair-lock-line';
import { HeldLock, keepRenewed } from './fair-lock-renewal';
import { type LockKind, type LockSubject, lockNamed } from './fair-lock-scripts';

export type { HeldLock } from './fair-lock-renewal';
export type { LockSubject } from './fair-lock-scripts';

/** What became of work under a lock. `ahead`: how many came before when the wait limit was reached, the owner included. */
export type UnderLock<T> = { outcome: 'done'; value: T } | { outcome: 'timed_out'; ahead: number };

/** A lock within another only in this order: nobody who has the later one waits for the earlier one. Areas among themselves
 * by id. */
const order: readonly LockKind[] = ['buyer', 'area'];

/**
 * The most requests of this process that wait for one lock in Redis; the others wait behind them in the process. For a
 * buyer one will do: whose instance comes first is of no matter to anybody. Places of an area go by arrival.
 */
const mostALock: Record<LockKind, number> = { buyer: 1, area: Number.POSITIVE_INFINITY };
const innermost = new AsyncLocalStorage<LockSubject>();

/** Whether a lock may be taken within another: by kind, and two areas of a schedule by their ids. */
function mayFollow(outer: LockSubject, inner: LockSubject): boolean {
  if (outer.kind === 'area' && inner.kind === 'area') {
    return outer.scheduleId === inner.scheduleId && outer.areaId < inner.areaId;
  }
  return order.indexOf(outer.kind) < order.indexOf(inner.kind);
}

// On globalThis: the HTTP server and the pages are two bundles in one process and stand in one line.
const shared = globalThis as typeof globalThis & { rowlockLockLines?: Map<LockKind, LockLine> };

function lineOf(kind: LockKind): LockLine {
  shared.rowlockLockLines ??= new Map();
  const line = shared.rowlockLockLines.get(kind) ?? new LockLine(env().LOCK_CONNECTIONS, mostALock[kind]);
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
  if (outer && !mayFollow(outer, subject)) {
    throw new Error(`A lock of kind "${kind}" may not be taken within this one of kind "${outer.kind}".`);
  }
  const name = lockNamed(subject);
  const had = await lineOf(kind).ask(name, times, signal, onWaiting);
  if ('ahead' in had) return { outcome: 'timed_out', ahead: had.ahead };
  const held = new HeldLock(name, had, times.ttlMs);
  const stopRenewing = keepRenewed(held);
  try {
    const value = await innermost.run(subject, work, held);
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
