import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm';

/** This file lies one folder below the repository's root, as source (prisma/) and bundled (dist/) alike. */
const prismaFolder = fileURLToPath(new URL('../prisma/', import.meta.url));

/** Where migrations lie: one folder each, `<14 digits>_<name>/migration.sql`. */
export const migrationsFolder: string = join(prismaFolder, 'migrations');

/** prisma/schema.prisma in the form the schema engine takes. */
export async function readSchema(): Promise<SchemasContainer> {
  const path = join(prismaFolder, 'schema.prisma');
  return { files: [{ path, content: await readFile(path, 'utf8') }] };
}

/** All migrations on disk, oldest first, in the form the schema engine takes. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lock = await readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8').catch(() => null);
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      folders.sort().map(async (folder) => ({
        path: folder,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(join(migrationsFolder, folder, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}
