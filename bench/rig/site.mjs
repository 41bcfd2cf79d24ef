import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { root } from '../../scripts/bundle.mjs';
import { Failure } from '../../scripts/failure.mjs';
import { runProgram } from '../../scripts/programs.mjs';
import { startInstances } from '../../scripts/stampede/instances.mjs';
import { createAccounts, createSale } from '../../scripts/stampede/sale.mjs';

/** Nothing that was held comes back during a measure. */
const holdSeconds = 900;

/**
 * A Rowlock of its own on the stores: a database with the tables in it, a number of Redis's databases, and what measures
 * ask for beyond, made once.
 * @param {import('./world.mjs').Stores} stores
 * @param {import('./world.mjs').Once} once
 * @param {{name: string, redisNumber: number}} which
 */
export async function openSite(stores, once, { name, redisNumber }) {
  const databaseUrl = stores.postgres.url(name);
  const environment = { DATABASE_URL: databaseUrl, REDIS_URL: `${stores.redis.url}/${redisNumber}` };
  const migrated = await runProgram(process.execPath, [join(root, 'dist/migrate.mjs')], { environment });
  if (!migrated.succeeded) throw new Failure(`The database could not be prepared:\n${migrated.output}`);
  const redis = await once(
    `${name}-redis`,
    () => createClient({ url: environment.REDIS_URL }).connect(),
    (client) => client.destroy(),
  );
  const logFolder = join(root, '.rowlock', 'bench');
  mkdirSync(logFolder, { recursive: true });
  const startServer = async () => {
    const [server] = await startInstances(1, environment, join(logFolder, `${name}.log`));
    if (!server) throw new Error('no server');
    return { ...server, port: Number(new URL(server.origin).port) };
  };
  return {
    databaseUrl,
    redis,
    environment,
    /** One production process, for all rows. */
    server: () => once(`${name}-server`, startServer, (server) => server.program.stop()),
    /** One that has done nothing yet; who asks for it stops it. */
    startServer,
    /**
     * A show on sale in a hall of so many seats, of a name no other site has: what Redis publishes is heard in all of its
     * databases, and a show of the same name there would be taken for this one.
     * @param {number} seats
     */
    hall: (seats) => {
      const hall = `${name}-hall-${seats}`;
      return once(hall, () => createSale(databaseUrl, seats, { name: hall, holdSeconds }));
    },
    /** People who are signed in. @param {number} count */
    buyers: (count) =>
      once(`${name}-buyers-${count}`, () => createAccounts(databaseUrl, count, `of-${count}-`)),
  };
}

/** @typedef {Awaited<ReturnType<typeof openSite>>} Site */
