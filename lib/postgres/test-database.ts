import { randomBytes } from 'node:crypto';
import { connectSession, queryRows, withDatabase } from '@/prisma/migration-adapter';

export interface TestDatabase {
  /** The address of a database of the test's own, with all migrations applied and nothing in it. */
  url: string;
  /** Removes it, ending whatever is still connected. */
  drop(): Promise<void>;
}

/** A server to make databases on. */
export interface DatabaseServer {
  adminUrl: string | undefined;
  /** The migrated database to copy. */
  template: string | undefined;
}

function sharedServer(): DatabaseServer {
  const { TEST_DATABASE_URL: adminUrl, TEST_TEMPLATE_DATABASE: template } = process.env;
  return { adminUrl, template };
}

/**
 * A fresh database for one test file, copied from the migrated template (tens of milliseconds).
 * @throws where the tests run without stores: vitest.config.ts says which folders have them
 */
export async function createTestDatabase(
  { adminUrl, template }: DatabaseServer = sharedServer(),
): Promise<TestDatabase> {
  if (!adminUrl || !template) {
    throw new Error('No test database here: vitest.config.ts lists the folders whose tests get one.');
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return {
    url: withDatabase(adminUrl, name),
    drop: () => onServer(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function onServer(adminUrl: string, statement: string): Promise<void> {
  const session = await connectSession(adminUrl);
  try {
    await queryRows(session, statement);
  } finally {
    await session.dispose();
  }
}
