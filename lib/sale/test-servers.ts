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
    for (const pid of pids()) process.kill(pid, signal);
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

/** A Redis of the test's own, with the shared PostgreSQL's database behind it. */
export async function openStoresWithOwnRedis(): Promise<{
  redis: Redis & Frozen;
  close: () => Promise<void>;
}> {
  const folder = temporaryFolder();
  const server = await startRedis({ dataDir: folder });
  const closeStores = await openTestStores(server.url);
  const redis = Object.assign(
    server,
    freezer(() => [server.pid]),
  );
  const close = async () => {
    redis.thaw();
    await closeStores();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { redis, close };
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

/** A PostgreSQL of the test's own, with the shared Redis before it. */
export async function openStoresWithOwnPostgres(): Promise<{
  postgres: Postgres & Frozen;
  close: () => Promise<void>;
}> {
  const folder = temporaryFolder();
  const server = await startPostgres({ dataDir: folder });
  const admin = await connectSession(server.url());
  await admin.executeScript('CREATE DATABASE fault_template');
  await admin.dispose();
  await migrate(withDatabase(server.url(), 'fault_template'));
  const closeStores = await openTestStores(process.env.TEST_REDIS_URL, {
    adminUrl: server.url(),
    template: 'fault_template',
  });
  const postgres = Object.assign(
    server,
    freezer(() => family(server.pid)),
  );
  const close = async () => {
    postgres.thaw();
    await closeStores();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { postgres, close };
}
