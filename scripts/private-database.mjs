import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './data-folder.mjs';
import { superuser } from './postgres-cluster.mjs';
import { isAlive } from './processes.mjs';

/**
 * The address of the database that `npm start` keeps in the data folder, if its PostgreSQL runs.
 * @returns {string | undefined}
 */
export function privateDatabaseUrl() {
  const memory = join(dataFolder(), 'postgres.json');
  if (!existsSync(memory)) return undefined;
  /** @type {import('./postgres-cluster.mjs').Remembered} */
  const { port, password, cluster } = JSON.parse(readFileSync(memory, 'utf8'));
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile) || !isAlive(Number(readFileSync(pidFile, 'utf8').split('\n')[0])))
    return undefined;
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/rowlock`;
}
