/** A shop that dies where it is told to and is started again, and a bank that lives on. Not used by the product. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import { openTestStores } from '@/lib/sale/test-sale';
import { freePort } from '@/scripts/processes.mjs';
import { openTestBank } from '@/server/sandbox-payments/test-bank';
import type { DieAt } from './test-purchase-process';

async function buildProgram(): Promise<string> {
  // Beside node_modules, which it imports from.
  const program = join(process.cwd(), 'dist', `test-purchase-process-${randomUUID()}.mjs`);
  await build({
    ...{ entryPoints: ['server/api/test-purchase-process.ts'], outfile: program, bundle: true },
    ...{ platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' },
  });
  await stop();
  return program;
}

/** One process at a time, started again whenever it dies. */
class MortalShop {
  readonly #program: string;
  #child: ChildProcess | undefined;
  #closing = false;
  #serving: Promise<unknown> = Promise.resolve();
  /** How often it died. */
  deaths = 0;

  constructor(program: string) {
    this.#program = program;
    this.#start();
  }

  #start(): void {
    const child = fork(this.#program, { env: { ...process.env, CRASH_AT: '' } });
    this.#child = child;
    this.#serving = once(child, 'message');
    child.once('exit', (_, signal) => {
      if (this.#closing) return;
      if (signal === 'SIGKILL') this.deaths += 1;
      this.#start();
    });
  }

  /** From now on it dies at that point. */
  async dieAt(crashAt: string): Promise<void> {
    await this.#serving;
    this.#child?.send({ crashAt } satisfies DieAt);
    if (this.#child) await once(this.#child, 'message');
  }

  async close(): Promise<void> {
    this.#closing = true;
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

/** Stores of this process, a bank, and the shop at a port that stays the same. */
export async function openMortalShop() {
  const [bank, port, program] = await Promise.all([openTestBank(), freePort(undefined), buildProgram()]);
  await bank.admin('PUT', '/accounts/*', { token_requests_per_minute: 1_000_000 });
  const url = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    ...{ APP_URL: url, PORT: String(port), HOST: '127.0.0.1', RATE_LIMITS: 'off' },
    ...{ SANDBOX_PAYMENTS_URL: bank.url, SANDBOX_PAYMENTS_SECRET: bank.sharedSecret },
  });
  const closeStores = await openTestStores();
  const shop = new MortalShop(program);
  return {
    ...{ bank, shop, url },
    async close() {
      await shop.close();
      rmSync(program, { force: true });
      await closeStores();
      await bank.close();
    },
  };
}
