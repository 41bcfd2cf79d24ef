import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStores } from '@/lib/sale/test-sale';
import { withinRedisBudget } from './client';
import { withFairLock } from './fair-lock';
import { acquireLock, giveBackLock, type LockName, lockIdleMs, lockNamed } from './fair-lock-scripts';
import { luaScript } from './lua-script';
import { lockTimes, someArea, waitingInRedis } from './test-locks';

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestStores();
});
afterAll(() => close());

/** Answers whether it put the token there. */
type Release = (name: LockName, me: string, meanwhile: () => Promise<void>) => Promise<boolean>;

/**
 * An owner is slow to give back: its time ends while it does, and the next one has the lock. Answers the most owners
 * there were at once.
 */
async function mostOwners(release: Release): Promise<number> {
  const subject = someArea();
  const name = lockNamed(subject);
  expect(await acquireLock(name, 'slow', { ttlMs: 300 })).toBe(true);
  let inside = 0;
  let most = 0;
  const enter = async () => {
    inside += 1;
    most = Math.max(most, inside);
  };
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const visit = () =>
    withFairLock(subject, lockTimes, async () => {
      await enter();
      await left;
      inside -= 1;
    });
  const visits = [visit(), visit()];
  const gaveBack = await release(name, 'slow', () => expect.poll(() => inside, { timeout: 5000 }).toBe(1));
  if (gaveBack) await expect.poll(() => inside).toBe(2);
  else expect(await waitingInRedis(subject)).toBe(1);
  leave();
  await Promise.all(visits);
  return most;
}

test('control: a release that looks and gives back in two commands makes two owners', async () => {
  const inTwoCommands: Release = async (name, me, meanwhile) => {
    const isMine = (await withinRedisBudget((client) => client.get(`${name.key}:owner`))) === me;
    await meanwhile();
    if (!isMine) return false;
    const giveBack = `${luaScript('fair-lock').text}\nredis.call('DEL', OWNER)\nput_token(ME)`;
    const args = [me, '0', String(lockIdleMs)];
    await withinRedisBudget((client) => client.eval(giveBack, { keys: [name.key], arguments: args }));
    return true;
  };
  expect(await mostOwners(inTwoCommands)).toBe(2);
});

test('a late release gives back nothing that is not its own any more', async () => {
  const inOneStep: Release = async (name, me, meanwhile) => {
    await meanwhile();
    giveBackLock(name, me);
    return false;
  };
  expect(await mostOwners(inOneStep)).toBe(1);
});
