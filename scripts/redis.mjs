import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { openLog } from './data-folder.mjs';
import { Failure } from './failure.mjs';
import { commandLine, endWithParent, freePort, isAlive, stopStray, waitUntil } from './processes.mjs';
import { supervise } from './supervise.mjs';
import { aptInstall, canInstall, installHint, onPath, silenceService } from './system-packages.mjs';

/**
 * @typedef {object} RedisOptions
 * @property {string} dataDir a folder for all it keeps; created if missing
 * @property {(line: string) => void} [log]
 * @property {boolean} [supervised] started again when it dies (default: no)
 * @property {boolean} [save] keep the data on disk over a stop (default: yes)
 */

/** @typedef {{port: number, password: string, pid?: number}} Remembered */

const programs = ['redis-server', 'valkey-server'];
const startLimitMilliseconds = 30_000;
/** SIGTERM saves (where saving is on) and ends. */
/** @type {[NodeJS.Signals, number][]} */
const stopSignals = [['SIGTERM', 10_000]];

/**
 * The Redis server of this machine; on Debian and Ubuntu, as root, it is installed when missing.
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 * @throws {Failure} with the line to type
 */
export async function findRedis(log) {
  const found = onPath(programs);
  if (found) return found;
  if (canInstall()) {
    log('No redis-server here: installing it with apt-get install redis-server.');
    if (await aptInstall('redis-server')) silenceService('redis-server');
    const installed = onPath(programs);
    if (installed) return installed;
  }
  throw new Failure(
    `Rowlock needs a Redis server and there is none here. Type: ${installHint('redis-server', 'redis')}\n` +
      'or set REDIS_URL to one that runs already.',
  );
}

/**
 * A private Redis on 127.0.0.1, kept in `dataDir`.
 * @param {RedisOptions} options
 */
export async function startRedis({ dataDir, log = () => {}, supervised = false, save = true }) {
  const program = await findRedis(log);
  const folder = join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const memory = join(folder, 'redis.json');
  /** @type {Remembered} */
  const remembered = existsSync(memory)
    ? JSON.parse(readFileSync(memory, 'utf8'))
    : { port: await freePort(undefined), password: randomBytes(24).toString('hex') };
  const configFile = join(folder, 'redis.conf');
  await stopLeftover(remembered, configFile, log);

  const launch = async () => {
    remembered.port = await freePort(remembered.port);
    // The password goes by file: arguments can be read by every user of the machine.
    writeFileSync(configFile, configuration(folder, remembered, save), { mode: 0o600 });
    const logFile = join(dataDir, 'redis.log');
    const output = openLog(logFile, 'w');
    const child = spawn(program, [configFile], {
      cwd: folder,
      stdio: ['ignore', output, output],
      detached: true,
    });
    child.on('error', () => undefined);
    endWithParent(child, 'SIGTERM');
    closeSync(output);
    remembered.pid = child.pid;
    writeFileSync(memory, JSON.stringify(remembered), { mode: 0o600 });
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    const settled = await waitUntil(async () => hasEnded() || answers(remembered), startLimitMilliseconds);
    if (settled && !hasEnded()) return child;
    child.kill('SIGKILL');
    const end = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n');
    throw new Failure(`Redis did not start. The end of ${logFile}:\n${end}`);
  };
  const server = await supervise({ name: 'Redis', launch, stopSignals, supervised, log });

  return {
    get url() {
      return `redis://:${remembered.password}@127.0.0.1:${remembered.port}`;
    },
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill9: () => server.kill9(),
    /** Starts it again after kill9(): same port; `empty` throws away what it had saved. @param {{empty?: boolean}} [how] */
    async restart({ empty = false } = {}) {
      if (empty) rmSync(join(folder, 'dump.rdb'), { force: true });
      await server.restart();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startRedis>>} Redis */

/**
 * @param {string} folder
 * @param {Remembered} remembered
 * @param {boolean} save
 */
function configuration(folder, { port, password }, save) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'daemonize no',
    `dir "${folder}"`,
    'dbfilename dump.rdb',
    // Evicting a hold to make room would free a seat that someone was promised.
    'maxmemory-policy noeviction',
    'appendonly no',
    save ? 'save 60 1' : 'save ""',
    '',
  ].join('\n');
}

/**
 * Does it take our password and answer a PING? (While it still loads its data it does not.)
 * @param {Remembered} remembered
 * @returns {Promise<boolean>}
 */
function answers({ port, password }) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let text = '';
    const settle = () => {
      socket.destroy();
      resolve(/^\+PONG/m.test(text));
    };
    socket.setTimeout(1_000, settle);
    socket.on('error', settle).on('end', settle);
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.split('\r\n').length > 2) settle();
    });
  });
}

/**
 * After a kill -9 of its parent a Redis may still run on this data.
 * @param {Remembered} remembered
 * @param {string} configFile
 * @param {(line: string) => void} log
 */
async function stopLeftover({ pid, port }, configFile, log) {
  if (!pid || !isAlive(pid)) return;
  const line = commandLine(pid);
  const isOurs =
    line.includes(configFile) || (/(redis|valkey)-server/.test(line) && line.endsWith(`:${port}`));
  if (!isOurs) return;
  log(`Stopping the Redis that an earlier run left behind (process ${pid}).`);
  await stopStray(pid, [...stopSignals, ['SIGKILL', 5_000]]);
}
