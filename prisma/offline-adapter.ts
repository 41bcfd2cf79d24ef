import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

/** The embedded PostgreSQL's version, for which SQL is written when there is no server to ask. */
const version = { text: 'PostgreSQL 18.4', number: 180_004 };

/**
 * For comparing schema files alone. The engine insists on one question to a server at its start (does the schema
 * `public` exist, which version is it); any further question is a mistake and throws.
 */
export function offlineAdapter(): SqlMigrationAwareDriverAdapterFactory {
  const refuse = (): never => {
    throw new Error('This comparison was meant to need no database.');
  };
  const adapter: SqlDriverAdapter = {
    provider: 'postgres',
    adapterName: 'offline',
    queryRaw: async ({ sql }) => {
      if (!sql.includes('version()')) refuse();
      return {
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, version.text, version.number]],
      };
    },
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => undefined,
  };
  return {
    provider: 'postgres',
    adapterName: 'offline',
    connect: async () => adapter,
    connectToShadowDb: refuse,
  };
}
