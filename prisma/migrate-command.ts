/**
 * Migrations from the command line (built to dist/migrate.mjs by `npm run build`; `npm run migrate -- …` builds it and runs it):
 *
 *   npm run migrate                  apply the missing migrations to DATABASE_URL
 *   npm run migrate -- empty         print the SQL that builds prisma/schema.prisma from nothing (no server needed)
 *   npm run migrate -- diff          print the SQL from the migrations to prisma/schema.prisma (server: DATABASE_URL)
 *   npm run migrate -- diff NAME     write it as the next migration, prisma/migrations/<time>_NAME/migration.sql
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrate, schemaDrift, schemaFromEmpty } from './migrate';
import { migrationsFolder } from './migration-files';

function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set. Set it, or let `npm start` run the migrations.');
  return url;
}

async function writeMigration(name: string, sql: string): Promise<string> {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${time}_${name.replace(/\W+/g, '_').toLowerCase()}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await writeFile(join(folder, 'migration.sql'), sql);
  return folder;
}

async function run(command: string | undefined, name: string | undefined): Promise<string> {
  if (command === 'empty') return schemaFromEmpty();
  if (command === 'diff') {
    const sql = await schemaDrift(databaseUrl());
    if (!name || !sql) return sql || '-- The migrations already build prisma/schema.prisma.';
    return `Wrote ${await writeMigration(name, sql)}`;
  }
  if (command)
    throw new Error(`Unknown command "${command}". Use: empty, diff, diff NAME, or nothing to apply.`);
  const applied = await migrate(databaseUrl());
  return applied.length ? `Applied ${applied.join(', ')}` : 'No migration was missing.';
}

// Ends at once: the engine leaves a timer of 10 s behind (its limit for taking its lock).
run(process.argv[2], process.argv[3]).then(
  (text) => {
    console.log(text);
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
