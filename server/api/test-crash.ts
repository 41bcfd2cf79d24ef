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
import type { ShopOrder } from './test-purchase-process';

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

interface Ready {
  child: ChildProcess;
  ready: Promise<unknown>;
}

/** One process serves at a time; whenever it dies the next one, which waits ready, takes its place. */
class MortalShop {
  readonly #program: string;
  #serving: Ready;
  #next: Ready;
  #up: Promise<void>;
  #closing = false;
  /** How often it died. */
  deaths = 0;

  constructor(program: string) {
    this.#program = program;
    this.#serving = this.#fork();
    this.#next = this.#fork();
    this.#up = this.#serve();
  }

  #fork(): Ready {
    const child = fork(this.#program, { env: { ...process.env, CRASH_AT: '' } });
    return { child, ready: once(child, 'message') };
  }

  async #serve(): Promise<void> {
    const { child, ready } = this.#serving;
    child.once('exit', () => {
      if (this.#closing) return;
      this.deaths += 1;
      this.#serving = this.#next;
      this.#next = this.#fork();
      this.#up = this.#serve();
    });
    await ready;
    await tell(child, { serve: true });
  }

  /** From now on it dies at that point. */
  async dieAt(crashAt: string): Promise<void> {
    await this.#up;
    await tell(this.#serving.child, { crashAt });
  }

  async close(): Promise<void> {
    this.#closing = true;
    const gone = [this.#serving, this.#next].map(async ({ child }) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    });
    await Promise.all(gone);
  }
}

/** Sends an order and waits for the word that it is done. */
async function tell(child: ChildProcess, order: ShopOrder): Promise<void> {
  const done = once(child, 'message');
  child.send(order);
  await done;
}

/** Stores of this process (the shared ones, unless others are opened), a bank, and the shop at a port that stays the same. */
export async function openMortalShop(openStores: () => Promise<() => Promise<void>> = openTestStores) {
  const [bank, port, program] = await Promise.all([openTestBank(), freePort(undefined), buildProgram()]);
  await bank.admin('PUT', '/accounts/*', { token_requests_per_minute: 1_000_000 });
  const url = `http://127.0.0.1:${port}`;
  Object.assign(process.env, {
    ...{ APP_URL: url, PORT: String(port), HOST: '127.0.0.1', RATE_LIMITS: 'off' },
    ...{ SANDBOX_PAYMENTS_URL: bank.url, SANDBOX_PAYMENTS_SECRET: bank.sharedSecret },
  });
  const closeStores = await openStores();
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
