import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { letInternalCharsThrough } from './internal-char';

/** Connection settings of a database URL, apart, so that another database of the same server can be named. */
function connectionConfig(databaseUrl: string) {
  const url = new URL(databaseUrl);
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: databaseName(databaseUrl),
    ssl: ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? ''),
    connectionTimeoutMillis: 10_000,
  };
}

/** The database a URL names; without one, PostgreSQL's own convention: the user's name. */
export function databaseName(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username);
}

/** The same server, another database. */
export function withDatabase(databaseUrl: string, database: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/**
 * One session (a pool of one that never closes idle), so that what is said to it (locks, settings) stays said.
 * @throws as pg does when the server is out of reach or has no such database
 */
export async function connectSession(databaseUrl: string): Promise<SqlDriverAdapter> {
  const config = { ...connectionConfig(databaseUrl), max: 1, idleTimeoutMillis: 0 };
  const adapter = await new PrismaPg(config).connect();
  // The adapter cuts scripts at every semicolon, also inside function bodies ($$ … ; … $$). PostgreSQL's simple
  // query protocol takes the script whole, which is also what Prisma's native engine does.
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  letInternalCharsThrough(adapter, adapter.underlyingDriver());
  const close = adapter.dispose.bind(adapter);
  let closed: Promise<void> | undefined;
  adapter.dispose = () => {
    closed ??= close();
    return closed;
  };
  return adapter;
}

/** Runs one statement without parameters and answers its rows. */
export async function queryRows(session: SqlDriverAdapter, sql: string): Promise<unknown[][]> {
  return (await session.queryRaw({ sql, args: [], argTypes: [] })).rows;
}

/** What Prisma's schema engine needs: connections to the database, and to a shadow database that it may fill. */
export function migrationAdapter(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectSession(databaseUrl),
    connectToShadowDb: () => connectShadow(databaseUrl),
  };
}

/** PrismaPg's own shadow database drops it while still connected to it, which PostgreSQL refuses. */
async function connectShadow(databaseUrl: string): Promise<SqlDriverAdapter> {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = await connectSession(databaseUrl);
  await queryRows(admin, `CREATE DATABASE "${name}" TEMPLATE template0`);
  const shadow = await connectSession(withDatabase(databaseUrl, name));
  const close = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await close();
    await queryRows(admin, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.dispose();
  };
  return shadow;
}
