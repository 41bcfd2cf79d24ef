import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive } from './processes.mjs';
import { supervise } from './supervise.mjs';

const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const child of opened.splice(0)) await child.stop();
});

/** A process that runs until it is told to end, and whose launches can be made to fail. */
async function watch(options: { supervised: boolean; code?: string; fails?: (launch: number) => boolean }) {
  const lines: string[] = [];
  let launches = 0;
  const child = await supervise({
    name: 'It',
    supervised: options.supervised,
    stopSignals: [['SIGTERM', 2_000]],
    log: (line: string) => lines.push(line),
    launch: async (): Promise<ChildProcess> => {
      launches += 1;
      if (options.fails?.(launches)) throw new Error('It has no room.');
      const code = options.code ?? 'setInterval(() => {}, 1000); console.log("up")';
      const spawned = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
      await new Promise((resolve) => spawned.stdout.once('data', resolve));
      return spawned;
    },
  });
  opened.push(child);
  return { child, lines, launches: () => launches };
}

describe('a supervised process', () => {
  it('that dies is started again, and said so', async () => {
    const { child, lines } = await watch({ supervised: true });
    const first = child.pid;
    await child.kill9();
    await expect.poll(() => child.pid, { timeout: 5_000 }).not.toBe(first);
    await expect.poll(() => lines).toHaveLength(2);
    expect(lines[0]).toBe('It ended (SIGKILL); starting it again in 0.25 s.');
    expect(lines[1]).toBe(`It is back (process ${child.pid}).`);
  });

  it('that cannot be started again is tried with growing delays', async () => {
    const { child, lines, launches } = await watch({ supervised: true, fails: (n) => n === 2 || n === 3 });
    await child.kill9();
    await expect.poll(() => lines.at(-1), { timeout: 5_000 }).toMatch(/^It is back/);
    expect(launches()).toBe(4);
    expect(lines.slice(1, 3)).toEqual([
      'It has no room.; starting it again in 0.5 s.',
      'It has no room.; starting it again in 1 s.',
    ]);
  });

  it('that is stopped stays stopped, also when it ignores the signal', async () => {
    const code = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")';
    const { child, lines } = await watch({ supervised: true, code });
    const { pid } = child;
    await child.stop();
    expect(isAlive(pid)).toBe(false);
    expect(lines).toEqual([]);
  });

  it('that is replaced ends in good order first', async () => {
    const { child, lines } = await watch({ supervised: true });
    const first = child.pid;
    await child.replace();
    expect(isAlive(first)).toBe(false);
    expect(isAlive(child.pid)).toBe(true);
    expect(lines).toEqual([]);
  });
});

describe('an unsupervised process', () => {
  it('that dies stays down until it is restarted', async () => {
    const { child, lines, launches } = await watch({ supervised: false });
    await child.kill9();
    expect(isAlive(child.pid)).toBe(false);
    await child.restart();
    expect(isAlive(child.pid)).toBe(true);
    expect(launches()).toBe(2);
    expect(lines).toEqual([]);
  });
});
