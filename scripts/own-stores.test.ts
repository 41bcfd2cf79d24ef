import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectSession, queryRows } from '@/prisma/migration-adapter';
import { startPostgres } from './postgres.mjs';
import { isAlive } from './processes.mjs';
import { startRedis } from './redis.mjs';

let dataDir: string;
const opened: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rowlock-stores-'));
  chmodSync(dataDir, 0o711);
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** To be stopped after the test. */
async function opens<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const store = await starting;
  opened.push(store);
  return store;
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const session = await connectSession(url);
  try {
    return await queryRows(session, sql);
  } finally {
    await session.dispose();
  }
}

describe('the private PostgreSQL', () => {
  it('keeps what was committed over a kill -9, at the same address', async () => {
    const postgres = await opens(startPostgres({ dataDir }));
    const url = postgres.url();
    await ask(url, 'CREATE TABLE kept AS SELECT 42::text AS answer');
    const open = await connectSession(url);
    await postgres.kill9();
    await postgres.restart();
    expect(postgres.url()).toBe(url);
    expect(await ask(url, 'SELECT answer FROM kept')).toEqual([['42']]);
    await open.dispose();
  });

  it('takes the place of one that an earlier run left behind, on the same data', async () => {
    const left = await opens(startPostgres({ dataDir }));
    await ask(left.url(), 'CREATE TABLE kept AS SELECT 42::text AS answer');
    const lines: string[] = [];
    const postgres = await opens(startPostgres({ dataDir, log: (line: string) => lines.push(line) }));
    expect(isAlive(left.pid)).toBe(false);
    expect(lines).toEqual([expect.stringContaining(`process ${left.pid}`)]);
    expect(await ask(postgres.url(), 'SELECT answer FROM kept')).toEqual([['42']]);
  });

  it('is not kept out by a PID file whose number now belongs to somebody else', async () => {
    const postgres = await opens(startPostgres({ dataDir }));
    await postgres.kill9();
    const { cluster } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
    const file = join(cluster, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    const again = await opens(startPostgres({ dataDir }));
    expect(await ask(again.url(), "SELECT 'up'")).toEqual([['up']]);
  });
});

describe('the private Redis', () => {
  it('wants its password, never evicts, and comes back empty when asked to', async () => {
    const redis = await opens(startRedis({ dataDir }));
    const stranger = redis.url.replace(/\/\/.*@/, '//');
    await expect(read(stranger)).rejects.toThrow(/NOAUTH/);

    const set = createClient({ url: redis.url });
    set.on('error', () => undefined);
    await set.connect();
    expect(await set.configGet('maxmemory-policy')).toMatchObject({ 'maxmemory-policy': 'noeviction' });
    await set.set('kept', '1');
    set.destroy();
    await redis.stop();
    const again = await opens(startRedis({ dataDir }));
    expect(await read(again.url)).toBe('1');
    await again.kill9();
    await again.restart({ empty: true });
    expect(await read(again.url)).toBeNull();
  });
});

async function read(url: string): Promise<string | null> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.get('kept');
  } finally {
    if (client.isOpen) client.destroy();
  }
}
