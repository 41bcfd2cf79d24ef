/** Several processes that ask for one lock, and Redis's own account of it. Not used by the product. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createClient } from 'redis';
import { expect } from 'vitest';
import type { LockSubject } from '@/lib/redis/fair-lock';
import { fairLockKey } from '@/lib/redis/keys';
import { bundleOptions, root } from '@/scripts/bundle.mjs';
import type { LockProcessDoes, LockProcessSays } from './test-lock-process';

async function bundleProcess(): Promise<string> {
  const { build } = await import('esbuild');
  const outfile = join(root, '.rowlock', `test-lock-process-${process.pid}.mjs`);
  const entryPoints = [join(root, 'lib/sale/test-lock-process.ts')];
  await build({ ...bundleOptions('server'), entryPoints, outfile, sourcemap: 'inline' });
  return outfile;
}

/** Starts instances on the stores of this test. */
export async function startLockProcesses(count: number, environment: Record<string, string> = {}) {
  const program = await bundleProcess();
  const processes = Array.from({ length: count }, () => {
    const child = fork(program, {
      cwd: root,
      execArgv: ['--expose-gc', '--enable-source-maps'],
      env: { ...process.env, DATABASE_POOL_SIZE: '2', LOG_LEVEL: 'silent', ...environment },
    });
    const heard: LockProcessSays[] = [];
    child.on('message', (words: LockProcessSays) => heard.push(words));
    return {
      heard,
      pid: child.pid ?? 0,
      /** How its requests ended, in the order in which they did. */
      endings: () => heard.flatMap((words) => ('ended' in words ? words.ended : [])),
      isReady: () => heard.some((words) => 'ready' in words),
      isInside: () => heard.some((words) => 'inside' in words),
      tell: (words: LockProcessDoes) => child.send(words),
      kill9: () => child.kill('SIGKILL'),
      end: () =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) return resolve();
          child.once('exit', () => resolve());
          child.send({ end: true });
        }),
    };
  });
  await expect.poll(() => processes.every((one) => one.isReady()), { timeout: 30_000 }).toBe(true);
  return processes;
}

/** What Redis saw of a lock: who came to wait, in order, and who became its owner, in order. */
export async function watchLock(redisUrl: string, { scheduleId, ...subject }: LockSubject) {
  const id = 'areaId' in subject ? subject.areaId : subject.userId;
  const key = fairLockKey(scheduleId, subject.kind, id);
  const client = createClient({ url: redisUrl });
  client.on('error', () => undefined);
  await client.connect();
  const names = new Map<string, string>();
  const came: string[] = [];
  const served: string[] = [];
  await client.monitor((text) => {
    const [, from = '', words = ''] = /^\S+ \[\d+ ([^\]]+)\] (.*)$/.exec(String(text)) ?? [];
    const [command, name, value = ''] = [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word);
    // Who waits puts its name into the line on the same connection, just before.
    if (command === 'RPUSH' && name === `${key}:line`) names.set(from, value);
    if (command === 'BLPOP' && name === `${key}:tokens`) came.push(names.get(from) ?? '?');
    if (command === 'SET' && name === `${key}:owner`) served.push(value);
  });
  return { came, served, stop: () => client.destroy() };
}

/** How many pairs were served in another order than they came. */
export function inversions(came: readonly string[], served: readonly string[]): number {
  const place = new Map([...came.entries()].reverse().map(([n, name]) => [name, n]));
  const order = served.flatMap((name) => place.get(name) ?? []);
  let wrong = 0;
  for (const [i, first] of order.entries()) {
    for (let j = i + 1; j < order.length; j += 1) if ((order[j] ?? 0) < first) wrong += 1;
  }
  return wrong;
}
