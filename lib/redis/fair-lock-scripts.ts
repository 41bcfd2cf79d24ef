import { randomUUID } from 'node:crypto';
import { withinRedisBudget } from './client';
import { fairLockKeys } from './keys';
import { luaScript, runLuaScript } from './lua-script';

/** What a lock is about. A lock within another is taken in this order only: buyer, then area. */
export type LockSubject =
  | { kind: 'buyer'; scheduleId: string; userId: string }
  | { kind: 'area'; scheduleId: string; areaId: string };

export type LockKind = LockSubject['kind'];

/** A lock as Redis knows it. */
export interface LockName {
  kind: LockKind;
  keys: [tokens: string, owner: string, mark: string, line: string];
}

/** A lock nobody uses leaves Redis after this; whoever waits keeps it there. */
export const lockIdleMs = 10_000;

/** The lock of a subject. */
export function lockNamed(subject: LockSubject): LockName {
  const id = subject.kind === 'buyer' ? subject.userId : subject.areaId;
  return { kind: subject.kind, keys: fairLockKeys(subject.scheduleId, subject.kind, id) };
}

type LockScriptName = 'acquire-lock' | 'claim-lock' | 'release-lock' | 'renew-lock' | 'tend-lock';

/** Runs a lock's script; hears its answer even when the caller has been told meanwhile that Redis is away. */
async function run(
  name: LockScriptName,
  lock: LockName,
  [me, ttlMs, token = '']: readonly [me: string, ttlMs: number, token?: string],
  hearLate: (said: unknown) => void = () => undefined,
): Promise<unknown> {
  const options = { keys: lock.keys, arguments: [me, String(ttlMs), String(lockIdleMs), token] };
  let late = false;
  try {
    return await withinRedisBudget(async (client) => {
      const said = await runLuaScript(client, luaScript('fair-lock', name), options);
      if (late) hearLate(said);
      return said;
    });
  } catch (error) {
    late = true;
    throw error;
  }
}

async function own(
  name: LockScriptName,
  lock: LockName,
  args: readonly [me: string, ttlMs: number, token?: string],
): Promise<boolean> {
  // Given to somebody who has gone on without it, the lock would be nobody's until its time ends.
  const hearLate = (said: unknown) => said === 'owned' && void giveBackLock(lock, args[0]);
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

/** Ends the owner's lock. Never fails: without Redis the lock ends with its time. */
export async function giveBackLock(lock: LockName, me: string): Promise<void> {
  await run('release-lock', lock, [me, 0]).catch(() => undefined);
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
export function lineLength({ keys: [, , , line] }: LockName): Promise<number> {
  return withinRedisBudget((client) => client.lLen(line));
}

/** How many wait in Redis before this one. Throws StoreUnavailable. */
export async function placeInLine({ keys: [, , , line] }: LockName, me: string): Promise<number> {
  return (await withinRedisBudget((client) => client.lPos(line, me))) ?? 0;
}

/** Takes one who waits no longer out of the line; answers how many were before it. Throws StoreUnavailable. */
export async function leaveLine({ keys: [, , , line] }: LockName, me: string): Promise<number> {
  const [place] = await withinRedisBudget((client) =>
    Promise.all([client.lPos(line, me), client.lRem(line, 1, me)]),
  );
  return place ?? 0;
}
