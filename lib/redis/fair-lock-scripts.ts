import { randomUUID } from 'node:crypto';
import { acrossStumbles, type Patience, tellRedis, withinRedisBudget } from './client';
import { fairLockKey } from './keys';
import { luaScript, runLuaScript } from './lua-script';

/** What a lock is about. A lock within another is taken in this order only: buyer, then area. */
export type LockSubject =
  | { kind: 'buyer'; scheduleId: string; userId: string }
  | { kind: 'area'; scheduleId: string; areaId: string };

export type LockKind = LockSubject['kind'];

/** A lock as Redis knows it. */
export interface LockName {
  kind: LockKind;
  /** What all its keys begin with. */
  key: string;
}

/** A lock nobody uses leaves Redis after this; whoever waits keeps it there. */
export const lockIdleMs = 10_000;

/** The lock of a subject. */
export function lockNamed(subject: LockSubject): LockName {
  const id = subject.kind === 'buyer' ? subject.userId : subject.areaId;
  return { kind: subject.kind, key: fairLockKey(subject.scheduleId, subject.kind, id) };
}

type LockScriptName = 'acquire-lock' | 'claim-lock' | 'renew-lock' | 'tend-lock';

type LockScriptArgs = readonly [me: string, ttlMs: number, token?: string];

function optionsOf(lock: LockName, [me, ttlMs, token = '']: LockScriptArgs) {
  return { keys: [lock.key], arguments: [me, String(ttlMs), String(lockIdleMs), token] };
}

async function run(name: LockScriptName, lock: LockName, args: LockScriptArgs): Promise<unknown> {
  return withinRedisBudget((client) =>
    runLuaScript(client, luaScript('fair-lock', name), optionsOf(lock, args)),
  );
}

/** Asks for a lock, again where Redis stumbles; hears the answer even when the asker has given up meanwhile. */
async function own(
  name: LockScriptName,
  lock: LockName,
  args: LockScriptArgs,
  patience: Patience,
): Promise<boolean> {
  let gaveUp = false;
  const [me, , token] = args;
  const giveUp = () => giveBackLock(lock, me, token);
  const ask = () =>
    withinRedisBudget(async (client) => {
      const said = await runLuaScript(client, luaScript('fair-lock', name), optionsOf(lock, args));
      // Given to somebody who has gone on without it, the lock would be nobody's until its time ends.
      if (gaveUp) giveUp();
      return said;
    });
  try {
    return (await acrossStumbles(patience, ask)) === 'owned';
  } catch (error) {
    gaveUp = true;
    giveUp();
    throw error;
  }
}

/** What a lock's script is told: how long an owner may be silent, and when the asker takes Redis for away. */
interface OwnerTimes {
  ttlMs: number;
  patience?: Patience | undefined;
}

/** Nothing is tried again. */
const noPatience: Patience = { absenceMs: 0, tries: 1 };

/** Takes a lock that nobody has and nobody waits for; false = wait for it. Throws StoreUnavailable. */
export function acquireLock(
  lock: LockName,
  me: string,
  { ttlMs, patience = noPatience }: OwnerTimes,
): Promise<boolean> {
  return own('acquire-lock', lock, [me, ttlMs], patience);
}

/** Takes the lock with the token that was handed out; false = the token is void. Throws StoreUnavailable. */
export function claimLock(
  lock: LockName,
  me: string,
  { ttlMs, patience = noPatience }: OwnerTimes,
  token: string,
): Promise<boolean> {
  return own('claim-lock', lock, [me, ttlMs, token], patience);
}

/** Gives the owner its full time again; false = the lock is lost. Throws StoreUnavailable. */
export async function renewLock(lock: LockName, me: string, ttlMs: number): Promise<boolean> {
  return (await run('renew-lock', lock, [me, ttlMs])) === 'owned';
}

/**
 * Ends the owner's lock, or gives back the token somebody was handed and makes no use of; nobody waits for that. What
 * Redis does not hear ends with the lock's time.
 */
export function giveBackLock(lock: LockName, me: string, token?: string): void {
  tellRedis((client) =>
    runLuaScript(client, luaScript('fair-lock', 'release-lock'), optionsOf(lock, [me, 0, token])),
  );
}

/** What the turn of a lock is at, for those who wait. */
export type LockState = { at: 'owned' | 'free' | 'restored' } | { at: 'on_its_way'; token: string };

/** Keeps a lock in Redis and gives its turn again where it was lost; `lostToken` was on its way for too long. */
export async function tendLock(lock: LockName, lostToken: string): Promise<LockState> {
  const [at, token = ''] = (await run('tend-lock', lock, [randomUUID(), 0, lostToken])) as [
    LockState['at'],
    string?,
  ];
  return at === 'on_its_way' ? { at, token } : { at };
}

/** How many wait in Redis for the lock. Throws StoreUnavailable. */
export function lineLength({ key }: LockName): Promise<number> {
  return withinRedisBudget((client) => client.lLen(`${key}:line`));
}

/** How many wait in Redis before this one. Throws StoreUnavailable. */
export async function placeInLine({ key }: LockName, me: string): Promise<number> {
  return (await withinRedisBudget((client) => client.lPos(`${key}:line`, me))) ?? 0;
}

/** Takes one who waits no longer out of the line; answers how many were before it. Throws StoreUnavailable. */
export async function leaveLine({ key }: LockName, me: string): Promise<number> {
  const [place] = await withinRedisBudget((client) =>
    Promise.all([client.lPos(`${key}:line`, me), client.lRem(`${key}:line`, 1, me)]),
  );
  return place ?? 0;
}
