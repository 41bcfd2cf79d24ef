import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';
import { PrismaClient } from '@/prisma/generated/client';

// The limits stand in order, so that the innermost speaks first and its error is the one that is told:
// waiting for a lock < running a statement < idling in a transaction < Prisma's own transaction timeout (8 s).
const sessionSettings = [
  '-c lock_timeout=1500',
  '-c statement_timeout=1800',
  '-c idle_in_transaction_session_timeout=5000',
  // Judging after a lock wait needs a new snapshot per statement; REPEATABLE READ would bring the race back.
  '-c default_transaction_isolation=read\\ committed',
  // Prisma's adapter takes every time it reads for UTC, whatever zone it is told in, and writes UTC without saying so.
  '-c TimeZone=UTC',
].join(' ');

/** How long a request waits for a free or a new connection, milliseconds. The call must settle within 2 s. */
const connectionTimeoutMs = 1500;

/**
 * No statement and no transaction of ours lasts this long, milliseconds. A connection that does was cut off without a
 * word (a cable, a failover): ended, it gives its place in the pool back; left alone, a quarter of an hour later.
 */
const useLimitMs = 9000;

/** Times each use of a connection: pool sizes are reckoned from that. */
function watchUses(pool: pg.Pool): void {
  const uses = new Map<pg.PoolClient, { limit: NodeJS.Timeout; end: () => void }>();
  pool.on('acquire', (client) => {
    const end = () => {
      log.warn('a database connection said nothing for too long and is ended');
      client.end().catch(() => undefined);
    };
    uses.set(client, {
      limit: setTimeout(end, useLimitMs).unref(),
      end: metrics.poolUseSeconds.startTimer(),
    });
  });
  pool.on('release', (_error, client) => {
    const use = uses.get(client);
    clearTimeout(use?.limit);
    use?.end();
    uses.delete(client);
  });
}

/** So many texts get a name; each connection keeps them parsed and, where it pays, planned. */
const mostStatements = 500;

/** Where a text asks whether a parameter is there at all, one plan for every call would read what few of them need. */
const plannedEachTime = /\$\d+(::\w+(\[\])?)? IS (NOT )?NULL/;

/**
 * A name for each text of a statement: PostgreSQL parses it once for each connection and may settle on one plan. What comes
 * after the first so many goes unnamed. A named statement that selects `*` would fail on open connections once a migration adds
 * a column.
 */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (plannedEachTime.test(sql)) return '';
    if (!names.has(sql) && names.size < mostStatements) names.set(sql, `rowlock_${names.size}`);
    return names.get(sql) ?? '';
  };
}

function build() {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: connectionTimeoutMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    options: sessionSettings,
    application_name: 'rowlock',
  });
  // An idle connection that breaks (server restart) is an event of the pool; unheard it would end the process.
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle database connection broke'));
  const gauge = () => {
    metrics.poolConnections.set({ state: 'open' }, pool.totalCount);
    metrics.poolConnections.set({ state: 'idle' }, pool.idleCount);
    metrics.poolConnections.set({ state: 'waited_for' }, pool.waitingCount);
  };
  for (const event of ['connect', 'acquire', 'release', 'remove'] as const) pool.on(event, gauge);
  watchUses(pool);
  const adapter = new PrismaPg(pool, {
    onPoolError: (error) => log.warn({ error: error.message }, 'the database pool reported an error'),
    statementNameGenerator: statementNames(),
  });
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 2000, timeout: 8000 } });
  return { pool, prisma };
}

// On globalThis: the HTTP server and the pages are two bundles in one process and share one pool.
const shared = globalThis as typeof globalThis & { rowlockPostgres?: ReturnType<typeof build> };

function postgres() {
  shared.rowlockPostgres ??= build();
  return shared.rowlockPostgres;
}

/** The process's Prisma client, connected at first use. */
export function prisma(): PrismaClient {
  return postgres().prisma;
}

/** Ends all database connections; what runs is finished first. */
export async function closePostgres(): Promise<void> {
  const open = shared.rowlockPostgres;
  if (!open) return;
  delete shared.rowlockPostgres;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
