/** Several processes that want tokens in the same moment. Not used by the product. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import type { TokenOrder, TokensGot } from './test-token-process';

const scripts = 'lib/redis/scripts';

/** A folder with the Lua scripts, one of them without a part: for control experiments. */
export function scriptsWithout(script: string, part: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-scripts-'));
  mkdirSync(join(folder, scripts), { recursive: true });
  cpSync(join(process.cwd(), scripts), join(folder, scripts), { recursive: true });
  const file = join(folder, scripts, `${script}.lua`);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(part)) throw new Error(`${script}.lua has no "${part}" to leave out.`);
  writeFileSync(file, text.replace(part, ''));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The processes, up and connected. They read the Lua scripts from `folder`, the repository's own by default. */
export async function startTokenProcesses(count: number, folder = process.cwd()) {
  // Beside node_modules, which it imports from.
  const program = join(process.cwd(), 'dist', `test-token-process-${randomUUID()}.mjs`);
  await build({
    ...{ entryPoints: ['lib/payments/test-token-process.ts'], outfile: program, bundle: true },
    ...{ platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' },
  });
  await stop();
  const children = Array.from({ length: count }, () => fork(program, { cwd: folder }));
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    /** All of them at once; every token that any caller got. */
    async get(order: TokenOrder): Promise<string[]> {
      const got = await Promise.all(children.map((child) => ask(child, order)));
      return got.flatMap((answer) => {
        if ('failure' in answer) throw new Error(answer.failure);
        return answer.tokens;
      });
    },
    async close() {
      await Promise.all(
        children.map(async (child) => {
          const gone = once(child, 'exit');
          child.disconnect();
          await gone;
        }),
      );
      rmSync(program, { force: true });
    },
  };
}

async function ask(child: ChildProcess, order: TokenOrder): Promise<TokensGot> {
  const answer = once(child, 'message') as Promise<[TokensGot]>;
  child.send(order);
  return (await answer)[0];
}
