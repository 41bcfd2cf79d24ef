/** Starts instances whose clocks are wrong. Not used by the product. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleOptions, root } from '@/scripts/bundle.mjs';
import type { Verbs } from './test-shifted-process';

type Answer = { ready: true } | { id: number; said?: unknown; failed?: string };

/** An instance on the stores of this test, with a clock that is wrong by so much. */
export async function startShiftedProcess(shiftMs: number) {
  const { build } = await import('esbuild');
  const outfile = join(root, '.rowlock', `test-shifted-process-${process.pid}.mjs`);
  const entryPoints = [join(root, 'lib/use-cases/test-shifted-process.ts')];
  await build({ ...bundleOptions('server'), entryPoints, outfile, sourcemap: 'inline' });
  const env = { ...process.env, DATABASE_POOL_SIZE: '4', CLOCK_SHIFT_MS: String(shiftMs) };
  const child = fork(outfile, { cwd: root, env });
  const waiting = new Map<number, (answer: Exclude<Answer, { ready: true }>) => void>();
  child.on('message', (answer: Answer) => 'id' in answer && waiting.get(answer.id)?.(answer));
  await once(child, 'message');
  let asked = 0;
  return {
    /** Has it done there. Throws what failed there. */
    async ask<Verb extends keyof Verbs>(
      verb: Verb,
      ...[wish]: Parameters<Verbs[Verb]>
    ): Promise<Awaited<ReturnType<Verbs[Verb]>>> {
      asked += 1;
      const id = asked;
      const answer = new Promise<Exclude<Answer, { ready: true }>>((resolve) => waiting.set(id, resolve));
      child.send({ id, verb, wish });
      const { said, failed } = await answer;
      waiting.delete(id);
      if (failed !== undefined) throw new Error(failed);
      return said as Awaited<ReturnType<Verbs[Verb]>>;
    },
    async end(): Promise<void> {
      const over = once(child, 'exit');
      child.send({ end: true });
      await over;
    },
  };
}
