import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { endLater, withEnds } from './with-ends.mjs';

test('ends come the last first, after a failure too, and what is still starting ends once it is there', async () => {
  const ended: string[] = [];
  const before = process.listenerCount('SIGINT');
  const run = withEnds(async (ends) => {
    ends.push(() => ended.push('first'));
    void endLater(ends, Promise.resolve('second'), (name) => ended.push(name));
    endLater(ends, Promise.reject(new Error('never there')), () => ended.push('never')).catch(
      () => undefined,
    );
    throw new Error('of the work');
  });
  await expect(run).rejects.toThrow('of the work');
  expect(ended).toEqual(['second', 'first']);
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('a signal brings the ends about, and the code that tells of it', async () => {
  const program = (signal: string) => `
    const { endLater, withEnds } = await import(${JSON.stringify(new URL('./with-ends.mjs', import.meta.url).href)});
    await withEnds(async (ends) => {
      const starting = new Promise((resolve) => process.once('${signal}', () => setTimeout(resolve, 50)));
      setInterval(() => {}, 1000);
      const started = endLater(ends, starting, () => console.log('ended'));
      console.log('up');
      await started;
      throw new Error('an echo');
    });`;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(signal)]);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        if (text.includes('up')) child.kill(signal);
      });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(code);
    expect(said).toContain('ended');
    expect(said).not.toContain('echo');
  }
});
