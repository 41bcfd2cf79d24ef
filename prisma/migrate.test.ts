import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/lib/postgres/test-database';
import { migrate, schemaDrift } from './migrate';
import { connectSession, queryRows, withDatabase } from './migration-adapter';
import { readMigrations } from './migration-files';

describe('migrations', () => {
  it('build exactly what prisma/schema.prisma says', async () => {
    const database = await createTestDatabase();
    try {
      expect(await schemaDrift(database.url)).toBe('');
    } finally {
      await database.drop();
    }
  });

  it('are applied once by instances that start together on a server without the database', async () => {
    const database = await createTestDatabase();
    const url = withDatabase(database.url, `${database.url.split('/').at(-1)}_new`);
    const admin = await connectSession(database.url);
    try {
      const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
      const all = (await readMigrations()).migrationDirectories.map((migration) => migration.path);
      expect(applied.flat().sort()).toEqual(all);
      expect(await migrate(url)).toEqual([]);
    } finally {
      await queryRows(admin, `DROP DATABASE "${url.split('/').at(-1)}" WITH (FORCE)`);
      await admin.dispose();
      await database.drop();
    }
  });
});
