import { log } from '@/lib/log';
import { type LockName, renewLock } from './fair-lock-scripts';

/**
 * Renews an owner's lock at a third of its time until the answer is called. `lose` is called once, when Redis says that
 * the lock is somebody else's, or could not be asked for as long as the lock lasts.
 */
export function keepRenewed(
  name: LockName,
  had: { owner: string; sinceMs: number },
  ttlMs: number,
  lose: () => void,
): () => void {
  let provenMs = had.sinceMs;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    const leftMs = Math.max(0, provenMs + ttlMs - performance.now());
    timer = setTimeout(() => void renew(), Math.min(ttlMs / 3, leftMs)).unref();
  };
  const lost = () => {
    if (ended) return;
    ended = true;
    log.warn({ lock: name.keys[0] }, 'a lock was lost while its work was under way');
    lose();
  };
  const renew = async () => {
    const askedMs = performance.now();
    let owned: boolean | undefined;
    try {
      owned = await renewLock(name, had.owner, ttlMs);
    } catch {
      owned = undefined;
    }
    if (ended) return;
    if (owned) provenMs = askedMs;
    if (owned === false || performance.now() >= provenMs + ttlMs) lost();
    else schedule();
  };
  schedule();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
