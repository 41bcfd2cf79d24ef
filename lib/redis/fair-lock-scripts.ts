import { randomUUID } from 'node:crypto';
import { tellRedis, withinRedisBudget } from './client';
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

/** Runs a lock's script; hears its answer even when the caller has been told meanwhile that Redis is away. */
async function run(
  name: LockScriptName,
  lock: LockName,
  args: LockScriptArgs,
  hearLate: (said: unknown) => void = () => undefined,
): Promise<unknown> {
  let late = false;
  try {
    return await withinRedisBudget(async (client) => {
      const said = await runLuaScript(client, luaScript('fair-lock', name), optionsOf(lock, args));
      if (late) hearLate(said);
      return said;
    });
  } catch (error) {
    late = true;
    throw error;
  }
}

async function own(name: LockScriptName, lock: LockName, args: LockScriptArgs): Promise<boolean> {
  // Given to somebody who has gone on without it, the lock would be nobody's until its time ends.
  const hearLate = (said: unknown) => {
    if (said === 'owned') giveBackLock(lock, args[0]);
  };
  return (await run(name, lock, args, hearLate)) === 'owned';
}

/** Takes a lock that nobody has and nobody waits for; false = wait for it. Throws StoreUnavailable. */
export function acquireLock(lock: LockName, me: string, ttlMs: number): Promise<boolean> {
  return own('acquire-lock', lock, [me, ttlMs]);
}

/** Takes the lock with the token that was handed out; false = the token is void. Throws StoreUnavailable. */
export function claimLock(lock: LockName, me: string, ttlMs: number, token: string): Promise<boolean> {
  return own('claim-lock', lock, [me, ttlMs, token]);
}

/** Gives the owner its full time again; false = the lock is lost. Throws StoreUnavailable. */
export async function renewLock(lock: LockName, me: string, ttlMs: number): Promise<boolean> {
  return (await run('renew-lock', lock, [me, ttlMs])) === 'owned';
}

/** Ends the owner's lock; nobody waits for that. Without Redis the lock ends with its time. */
export function giveBackLock(lock: LockName, me: string): void {
  tellRedis((client) =>
    runLuaScript(client, luaScript('fair-lock', 'release-lock'), optionsOf(lock, [me, 0])),
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
