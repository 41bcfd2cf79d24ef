import { ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';

/** OIDs of PostgreSQL's types: its catalog's internal "char", and the ordinary char(n). */
const internalChar = 18;
const ordinaryChar = 1042;

interface QueriedPool {
  query(...parameters: unknown[]): Promise<{ fields?: { name: string; dataTypeID: number }[] }>;
}

/**
 * The schema engine reads catalog columns of PostgreSQL's internal type "char" (what a foreign key does on delete, what
 * kind of constraint it is) and expects them as characters; the pg adapter refuses that type. So they pass the adapter
 * as ordinary text and are given back their type behind it.
 */
export function letInternalCharsThrough(adapter: SqlDriverAdapter, pool: QueriedPool): void {
  const names = new Set<string>();
  const query = pool.query.bind(pool);
  pool.query = async (...parameters) => {
    const result = await query(...parameters);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== internalChar) continue;
      field.dataTypeID = ordinaryChar;
      names.add(field.name);
    }
    return result;
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (asked) => {
    const result = await queryRaw(asked);
    const typeOf = (name: string, index: number) =>
      names.has(name) ? ColumnTypeEnum.Character : (result.columnTypes[index] ?? ColumnTypeEnum.Text);
    return { ...result, columnTypes: result.columnNames.map(typeOf) };
  };
}
