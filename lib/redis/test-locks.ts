/** Scenes around a fair lock. Not used by the product. */
import { randomUUID } from 'node:crypto';
import { withinRedisBudget } from './client';
import { type HeldLock, type LockSubject, withFairLock } from './fair-lock';
import { lockNamed } from './fair-lock-scripts';

/** Patient askers of a lock that is given on 2 s after its owner died. */
export const lockTimes = { waitMs: 20_000, ttlMs: 2000 };

/** A lock of nobody else's. */
export function someArea(): LockSubject {
  return { kind: 'area', scheduleId: randomUUID(), areaId: 'floor' };
}

/** How many wait for the lock in Redis. */
export function waitingInRedis(subject: LockSubject): Promise<number> {
  return withinRedisBudget((client) => client.lLen(`${lockNamed(subject).key}:line`));
}

/** Free tokens and owners of a lock, as Redis has them: never more than one. */
export async function turnsOf(subject: LockSubject): Promise<number> {
  const { key } = lockNamed(subject);
  const [free, owners] = await withinRedisBudget((client) =>
    Promise.all([client.lLen(`${key}:tokens`), client.exists(`${key}:owner`)]),
  );
  return free + owners;
}

/** Takes the lock, and keeps it until told to leave. */
export async function occupy(subject: LockSubject) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let over: Promise<unknown> = Promise.resolve();
  const held = await new Promise<HeldLock>((resolve, reject) => {
    over = withFairLock(subject, lockTimes, (lock) => {
      resolve(lock);
      return ended;
    });
    over.catch(reject);
  });
  const leave = async () => {
    end();
    await over;
  };
  return { signal: held.signal, leave };
}
