import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { binariesFor, clusterFolder, giveTo, postgresUser } from './postgres-home.mjs';
import { commandLine, freePort, isAlive, stopStray, waitUntil } from './processes.mjs';
import { supervise } from './supervise.mjs';

/**
 * @typedef {object} PostgresOptions
 * @property {string} dataDir a folder for all it keeps; created if missing
 * @property {(line: string) => void} [log]
 * @property {boolean} [supervised] started again when it dies (default: no)
 * @property {Record<string, string>} [settings] postgresql.conf settings over ours
 */

/** @typedef {{port: number, password: string, cluster: string}} Remembered what survives a restart */

const startLimitMilliseconds = 60_000;
const superuser = 'rowlock';

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is on disk. */
/** @type {[NodeJS.Signals, number][]} */
const stopSignals = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
];

/**
 * A private PostgreSQL on 127.0.0.1, from the embedded binaries, kept in `dataDir`.
 * @param {PostgresOptions} options
 */
export async function startPostgres({ dataDir, log = () => {}, supervised = false, settings = {} }) {
  const user = postgresUser();
  const binaries = binariesFor(user, log);
  mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
  const memory = join(dataDir, 'postgres.json');
  const remembered = await remember(memory, dataDir, user, log);
  const { cluster } = remembered;
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(binaries, remembered, user);
  await stopLeftover(cluster, log);

  const launch = async () => {
    remembered.port = await freePort(remembered.port);
    writeFileSync(memory, JSON.stringify(remembered), { mode: 0o600 });
    const logFile = join(dataDir, 'postgres.log');
    const output = openSync(logFile, 'w');
    const child = spawn(join(binaries, 'bin/postgres'), serverArguments(remembered, settings), {
      ...(user && { uid: user.uid, gid: user.gid }),
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', output, output],
      detached: true,
    });
    child.on('error', () => undefined);
    closeSync(output);
    const ready = () => child.exitCode !== null || child.signalCode !== null || isReady(cluster, child.pid);
    const inTime = await waitUntil(ready, startLimitMilliseconds);
    if (inTime && isReady(cluster, child.pid)) return child;
    child.kill('SIGQUIT');
    throw new Failure(`PostgreSQL did not start. The end of ${logFile}:\n${tail(logFile)}`);
  };
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
 * @param {string} memory
 * @param {string} dataDir
 * @param {import('./postgres-home.mjs').RunAs} user
 * @param {(line: string) => void} log
 * @returns {Promise<Remembered>}
 */
async function remember(memory, dataDir, user, log) {
  if (existsSync(memory)) return JSON.parse(readFileSync(memory, 'utf8'));
  const cluster = clusterFolder(join(dataDir, 'postgres'), user, log);
  const remembered = { port: await freePort(undefined), password: randomBytes(24).toString('hex'), cluster };
  writeFileSync(memory, JSON.stringify(remembered), { mode: 0o600 });
  return remembered;
}

/**
 * Builds the cluster beside its place and moves it there whole, so that an interrupted start leaves no half of one.
 * @param {string} binaries
 * @param {Remembered} remembered
 * @param {import('./postgres-home.mjs').RunAs} user
 */
function initialise(binaries, { cluster, password }, user) {
  const half = `${cluster}.new`;
  for (const folder of [half, cluster]) rmSync(folder, { recursive: true, force: true });
  giveTo(half, user);
  const identity = user && { uid: user.uid, gid: user.gid };
  const passwordFile = `${half}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const flags = [
    '--auth=scram-sha-256',
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
  ];
  // The built-in provider sorts and folds the same on every system, whatever locales it has.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const { status, stderr, error } = spawnSync(
    join(binaries, 'bin/initdb'),
    [`--pgdata=${half}`, ...flags, ...locale],
    { ...identity, cwd: '/', env: cleanEnvironment(), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new Failure(`PostgreSQL could not set up ${dirname(cluster)}: ${error ?? stderr}`);
  renameSync(half, cluster);
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

/** Nothing of ours: what stands in the environment may be secret, and PG… variables would change what happens. */
function cleanEnvironment() {
  return /** @type {NodeJS.ProcessEnv} */ (
    /** @type {unknown} */ ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })
  );
}

/**
 * postmaster.pid says in its first line whose it is and in its eighth when connections are welcome.
 * @param {string} cluster
 * @param {number | undefined} pid
 */
function isReady(cluster, pid) {
  const lines = postmasterFile(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** @param {string} cluster */
function postmasterFile(cluster) {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * After a kill -9 of its parent a PostgreSQL may still run on this data, or have left its PID file behind.
 * @param {string} cluster
 * @param {(line: string) => void} log
 */
async function stopLeftover(cluster, log) {
  const pid = Number(postmasterFile(cluster)[0]);
  if (!pid) return;
  const isOurs = isAlive(pid) && commandLine(pid).includes(cluster);
  if (isOurs) {
    log(`Stopping the PostgreSQL that an earlier run left behind (process ${pid}).`);
    await stopStray(pid, [...stopSignals, ['SIGKILL', 5_000]]);
  }
  // Its number may by now belong to another process, which PostgreSQL would take for a running server.
  else rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** @param {string} file */
function tail(file) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
}
