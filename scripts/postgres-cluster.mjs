import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { giveTo } from './postgres-home.mjs';
import { commandLine, isAlive, stopStray } from './processes.mjs';

/** @typedef {{port: number, password: string, cluster: string}} Remembered what survives a restart */

export const superuser = 'rowlock';

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is on disk. */
/** @type {[NodeJS.Signals, number][]} */
export const stopSignals = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
];

/**
 * Builds the cluster beside its place and moves it there whole, so that an interrupted start leaves no half of one.
 * @param {string} binaries
 * @param {Remembered} remembered
 * @param {import('./postgres-home.mjs').RunAs} user
 */
export function initialise(binaries, { cluster, password }, user) {
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

/** Nothing of ours: what stands in the environment may be secret, and PG… variables would change what happens. */
export function cleanEnvironment() {
  return /** @type {NodeJS.ProcessEnv} */ (
    /** @type {unknown} */ ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })
  );
}

/**
 * postmaster.pid says in its first line whose it is and in its eighth when connections are welcome.
 * @param {string} cluster
 * @param {number | undefined} pid
 */
export function isReady(cluster, pid) {
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
export async function stopLeftover(cluster, log) {
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
