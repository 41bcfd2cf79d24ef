/** Servers that a fault test may kill and freeze: its own, never the ones other tests share. Not used by the product. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSession, withDatabase } from '@/prisma/migration-adapter';
import { type Postgres, startPostgres } from '@/scripts/postgres.mjs';
import { type Redis, startRedis } from '@/scripts/redis.mjs';
import { openTestStores } from './test-sale';

interface Frozen {
  freeze(): void;
  thaw(): void;
}

/** SIGSTOP: its connections stay open and say nothing. PostgreSQL's sessions are processes of their own. */
function freezer(pids: () => number[]): Frozen {
  const send = (signal: NodeJS.Signals) => {
    for (const pid of pids()) {
      try {
        process.kill(pid, signal);
      } catch {
        // It is gone: killed by the test, or a session that has just ended.
      }
    }
  };
  return { freeze: () => send('SIGSTOP'), thaw: () => send('SIGCONT') };
}

/** A process and its children. */
function family(pid: number): number[] {
  return [pid, ...parents().flatMap(([child, parent]) => (parent === pid ? [child] : []))];
}

/** [process, its parent] of this machine; slim Linux images have no ps, macOS no /proc. */
function parents(): [number, number][] {
  if (!existsSync('/proc/self/stat')) {
    const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
    return [...stdout.matchAll(/(\d+)\s+(\d+)/g)].map(([, pid, parent]) => [Number(pid), Number(parent)]);
  }
  return readdirSync('/proc').flatMap((name): [number, number][] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [[Number(name), Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1])]];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-fault-'));
  // Another user runs PostgreSQL when we are root, and has to pass through.
  chmodSync(folder, 0o711);
  return folder;
}

/** Every migration, as a fresh database gets them. */
async function migrate(url: string): Promise<void> {
  const folder = join(process.cwd(), 'prisma/migrations');
  const session = await connectSession(url);
  try {
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith('.toml')) {
        await session.executeScript(readFileSync(join(folder, name, 'migration.sql'), 'utf8'));
      }
    }
  } finally {
    await session.dispose();
  }
}

/** A server that the test may freeze, and take away. */
type Own<Server> = Server & Frozen & { remove(): Promise<void> };

async function ownRedis(): Promise<Own<Redis>> {
  const folder = temporaryFolder();
  const server = await startRedis({ dataDir: folder });
  return own(server, folder, () => [server.pid]);
}

const template = 'fault_template';

async function ownPostgres(): Promise<Own<Postgres>> {
  const folder = temporaryFolder();
  const server = await startPostgres({ dataDir: folder });
  const admin = await connectSession(server.url());
  await admin.executeScript(`CREATE DATABASE ${template}`);
  await admin.dispose();
  await migrate(withDatabase(server.url(), template));
  return own(server, folder, () => family(server.pid));
}

function own<Server extends { stop(): Promise<void> }>(
  server: Server,
  folder: string,
  pids: () => number[],
): Own<Server> {
  const frozen = freezer(pids);
  const remove = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return Object.assign(server, frozen, { remove });
}

/** Thaws first: a test that failed has left its server frozen, and nothing frozen can be stopped. */
function inOrder(server: Own<unknown>, closeStores: () => Promise<void>): () => Promise<void> {
  return async () => {
    server.thaw();
    await closeStores();
    await server.remove();
  };
}

/** Stores with a Redis of the test's own, and the shared PostgreSQL. */
export async function openStoresWithOwnRedis() {
  const redis = await ownRedis();
  const closeStores = await openTestStores(redis.url);
  return { redis, close: inOrder(redis, closeStores) };
}

/** Stores with a PostgreSQL of the test's own, and the shared Redis. */
export async function openStoresWithOwnPostgres() {
  const postgres = await ownPostgres();
  const closeStores = await openTestStores(process.env.TEST_REDIS_URL, {
    adminUrl: postgres.url(),
    template,
  });
  return { postgres, close: inOrder(postgres, closeStores) };
}

/** Stores that are both the test's own. */
export async function openOwnStores() {
  const [redis, postgres] = await Promise.all([ownRedis(), ownPostgres()]);
  const closeStores = await openTestStores(redis.url, { adminUrl: postgres.url(), template });
  return { redis, postgres, close: inOrder(redis, inOrder(postgres, closeStores)) };
}
