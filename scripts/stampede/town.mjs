import { join } from 'node:path';
import { root } from '../bundle.mjs';
import { Failure } from '../failure.mjs';
import { runProgram } from '../programs.mjs';
import { startTestStores } from '../test-stores.mjs';
import { endLater } from '../with-ends.mjs';
import { apiDoor } from './api-door.mjs';
import { openBank } from './bank.mjs';
import { caller } from './caller.mjs';
import { partsOfFaults } from './fault-kinds.mjs';
import { plainHall, readHall } from './hall.mjs';
import { authSecret, startInstances } from './instances.mjs';
import { openNetwork } from './network.mjs';
import { pageDoor } from './page-door.mjs';
import { openProxy } from './proxy.mjs';
import { createSale } from './sale.mjs';

/** @typedef {import('./instances.mjs').Instance} Instance */
/** @typedef {import('./options.mjs').Options} Options */

/**
 * Starts all that a crowd meets: stores, a bank, processes of Rowlock, and what is on sale.
 * @param {Options} options
 * @param {string} out
 * @param {(() => unknown)[]} ends what is to be called in the end, the last first
 */
export async function openTown(options, out, ends) {
  const { postgres, redis } = await endLater(ends, startTestStores(), ({ stop }) => stop());
  const databaseUrl = postgres.url('rowlock');
  await migrate(databaseUrl);
  const bank = options.payers > 0 ? await endLater(ends, openBank(), ({ close }) => close()) : undefined;
  const breaksNetwork = options.faults.some((kind) => partsOfFaults[kind] === 'network');
  const network = breaksNetwork ? openNetwork() : undefined;
  if (network) ends.push(network.close);
  /** @type {Instance[]} */
  const instances = [];
  const calls = caller(instances);
  ends.push(calls.close);
  const door = await openDoor(calls);
  ends.push(door.close);
  const environment = {
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redis.url, APP_URL: `http://127.0.0.1:${door.port}` },
    ...{ AUTH_SECRET: authSecret, ...bank?.environment },
  };
  const hall = options.hall ? readHall(options.hall) : plainHall(options.seats);
  const free = await createSale(databaseUrl, hall);
  const fewer = Math.ceil(hall.categories.length / 5);
  const paid = bank && (await createSale(databaseUrl, fewer, { name: 'paid', paid: true }));
  const doors = { api: apiDoor, page: pageDoor(root, environment) };
  const starting = startInstances(options.instances, environment, join(out, 'server.log'), network);
  const stop = (/** @type {Instance[]} */ started) =>
    Promise.all(started.map(({ program }) => program.stop()));
  instances.push(...(await endLater(ends, starting, stop)));
  const world = { postgres, redis, instances, bank, databaseUrl };
  return { world, calls, doors, free, paid };
}

/**
 * Where people's browsers and the bank reach this Rowlock, whichever of its processes is up.
 * @param {import('./caller.mjs').Caller} calls
 */
function openDoor(calls) {
  return openProxy(() => {
    // Nobody listens at the port of nothing.
    const { hostname: host, port } = new URL(calls.next()?.origin ?? 'http://127.0.0.1:9');
    return { host, port: Number(port) };
  });
}

/** @param {string} databaseUrl */
async function migrate(databaseUrl) {
  const migrated = await runProgram(process.execPath, [join(root, 'dist/migrate.mjs')], {
    environment: { DATABASE_URL: databaseUrl },
  });
  if (!migrated.succeeded) throw new Failure(`The database could not be prepared:\n${migrated.output}`);
}
