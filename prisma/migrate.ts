import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { DiffTarget } from '@prisma/schema-engine-wasm';
import { connectSession, databaseName, migrationAdapter, queryRows, withDatabase } from './migration-adapter';
import { readMigrations, readSchema } from './migration-files';
import { offlineAdapter } from './offline-adapter';
import { withSchemaEngine } from './schema-engine';

const noFilters = { externalTables: [], externalEnums: [] };

/** Any number of our own: whoever holds it (per database) is the one instance that migrates. */
const migrationLock = 7_042_120;

/**
 * Creates the database if it is missing and applies the migrations it does not have yet, by Prisma's own engine and
 * with its usual `_prisma_migrations` table. Several instances may start together: one migrates, the others wait.
 * @returns the names of the migrations just applied, oldest first
 * @throws when the server is out of reach, or a migration fails (with PostgreSQL's message)
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  await createDatabaseIfMissing(databaseUrl);
  const lock = await connectSession(databaseUrl);
  try {
    await queryRows(lock, `SELECT pg_advisory_lock(${migrationLock})::text`);
    const migrationsList = await readMigrations();
    return await withSchemaEngine(migrationAdapter(databaseUrl), async (engine) => {
      const output = await engine.applyMigrations({ migrationsList, filters: noFilters });
      return output.appliedMigrationNames;
    });
  } finally {
    await lock.dispose();
  }
}

/**
 * The SQL that would still be needed to bring what the migrations build to prisma/schema.prisma: empty when they agree.
 * Builds a shadow database on that server for the comparison and drops it.
 */
export async function schemaDrift(databaseUrl: string): Promise<string> {
  const from: DiffTarget = { tag: 'migrations', ...(await readMigrations()) };
  return diffToSchema(migrationAdapter(databaseUrl), from);
}

/** The SQL that builds prisma/schema.prisma on an empty database. Needs no server. */
export async function schemaFromEmpty(): Promise<string> {
  return diffToSchema(offlineAdapter(), { tag: 'empty' });
}

async function diffToSchema(
  database: SqlMigrationAwareDriverAdapterFactory,
  from: DiffTarget,
): Promise<string> {
  const to: DiffTarget = { tag: 'schemaDatamodel', ...(await readSchema()) };
  const result = await withSchemaEngine(database, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters: noFilters }),
  );
  const script = result.stdout ?? '';
  return script.trim() === '-- This is an empty migration.' ? '' : script;
}

async function createDatabaseIfMissing(databaseUrl: string): Promise<void> {
  const name = databaseName(databaseUrl);
  const admin = await connectSession(withDatabase(databaseUrl, 'postgres')).catch(() => undefined);
  // A hosted database may allow no connection to `postgres`: then the database itself must exist already.
  if (!admin) return;
  try {
    await queryRows(
      admin,
      `CREATE DATABASE "${name.replaceAll('"', '""')}" ENCODING 'UTF8' TEMPLATE template0`,
    );
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  } finally {
    await admin.dispose();
  }
}

/** Also the unique violation that two simultaneous CREATE DATABASE end in. */
function isAlreadyThere(error: unknown): boolean {
  const text = `${error instanceof Error ? error.message : error} ${JSON.stringify(error)}`;
  return /already exists|42P04|23505|DatabaseAlreadyExists|UniqueConstraintViolation/.test(text);
}
