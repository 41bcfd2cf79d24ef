import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from './data-folder.mjs';
import { Failure } from './failure.mjs';
import {
  cleanEnvironment,
  initialise,
  isReady,
  stopLeftover,
  stopSignals,
  superuser,
} from './postgres-cluster.mjs';
import { binariesFor, clusterFolder, ownerOf, postgresUser } from './postgres-home.mjs';
import { endWithParent, freePort, waitUntil } from './processes.mjs';
import { supervise } from './supervise.mjs';

/**
 * @typedef {object} PostgresOptions
 * @property {string} dataDir a folder for all it keeps; created if missing
 * @property {(line: string) => void} [log]
 * @property {boolean} [supervised] started again when it dies (default: no)
 * @property {Record<string, string>} [settings] postgresql.conf settings over ours
 */

/** @typedef {import('./postgres-cluster.mjs').Remembered} Remembered */

const startLimitMilliseconds = 60_000;
const leavingLimitMilliseconds = 10_000;

/**
 * A private PostgreSQL on 127.0.0.1, from the embedded binaries, kept in `dataDir`.
 * @param {PostgresOptions} options
 */
export async function startPostgres({ dataDir, log = () => {}, supervised = false, settings = {} }) {
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const memory = join(dataDir, 'postgres.json');
  const remembered = await remember(memory, dataDir, log);
  const { cluster } = remembered;
  const user = ownerOf(cluster) ?? postgresUser();
  const binaries = binariesFor(user, log);
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(binaries, remembered, user);
  await stopLeftover(cluster, log);

  const logFile = join(dataDir, 'postgres.log');
  const launchOnce = async () => {
    remembered.port = await freePort(remembered.port);
    writeFileSync(memory, JSON.stringify(remembered), { mode: 0o600 });
    const output = openLog(logFile, 'w');
    const child = spawn(join(binaries, 'bin/postgres'), serverArguments(remembered, settings), {
      ...(user && { uid: user.uid, gid: user.gid }),
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', output, output],
      detached: true,
    });
    child.on('error', () => undefined);
    endWithParent(child, 'SIGINT');
    closeSync(output);
    const ready = () => child.exitCode !== null || child.signalCode !== null || isReady(cluster, child.pid);
    const inTime = await waitUntil(ready, startLimitMilliseconds);
    if (inTime && isReady(cluster, child.pid)) return child;
    child.kill('SIGQUIT');
    throw new Failure(`PostgreSQL did not start. The end of ${logFile}:\n${tail(logFile)}`);
  };
  // The sessions that are leaving write to the log too, after what kept the new server out.
  const isLeaving = () => /pre-existing shared memory block/.test(readFileSync(logFile, 'utf8'));
  const launch = () => unlessStillLeaving(launchOnce, isLeaving);
  const server = await supervise({ name: 'PostgreSQL', launch, stopSignals, supervised, log });

  return {
    /** The address of one of its databases (which need not exist yet). @param {string} [database] */
    url(database = 'postgres') {
      const { port, password } = remembered;
      return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
    },
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill9: () => server.kill9(),
    /** Starts it again after kill9(): same port, same data. */
    async restart() {
      await stopLeftover(cluster, log);
      await server.restart();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startPostgres>>} Postgres */

/**
 * After a kill -9 of the server its sessions take a moment to notice, and keep a new one out until then.
 * @template T
 * @param {() => Promise<T>} launch
 * @param {() => boolean} isLeaving whether that was why it failed
 * @returns {Promise<T>}
 */
async function unlessStillLeaving(launch, isLeaving) {
  const end = Date.now() + leavingLimitMilliseconds;
  for (;;) {
    try {
      return await launch();
    } catch (error) {
      if (!isLeaving() || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/**
 * @param {string} memory
 * @param {string} dataDir
 * @param {(line: string) => void} log
 * @returns {Promise<Remembered>}
 */
async function remember(memory, dataDir, log) {
  if (existsSync(memory)) return JSON.parse(readFileSync(memory, 'utf8'));
  const cluster = clusterFolder(join(dataDir, 'postgres'), postgresUser(), log);
  const remembered = { port: await freePort(undefined), password: randomBytes(24).toString('hex'), cluster };
  writeFileSync(memory, JSON.stringify(remembered), { mode: 0o600 });
  return remembered;
}

/**
 * @param {Remembered} remembered
 * @param {Record<string, string>} settings
 */
function serverArguments({ cluster, port }, settings) {
  const all = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    ...settings,
  };
  return ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** @param {string} file */
function tail(file) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
}
