import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Is there such a process? (Someone else's counts too; one that ended and was not collected by its parent does not.)
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readProc(pid, 'stat'));
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * The command line of a running process, or '' when there is none. (Slim Linux images have no ps, macOS no /proc.)
 * @param {number} pid
 */
export function commandLine(pid) {
  const arguments_ = readProc(pid, 'cmdline');
  if (arguments_) return arguments_.replaceAll('\0', ' ').trim();
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() ?? '';
}

/**
 * @param {number} pid
 * @param {string} file
 */
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Asks again until the answer is yes.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} limitMilliseconds
 * @returns {Promise<boolean>} false when the time ran out
 */
export async function waitUntil(condition, limitMilliseconds) {
  const end = Date.now() + limitMilliseconds;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/**
 * Stops a process that is not our child: one signal after the other, each with its time to act.
 * @param {number} pid
 * @param {[NodeJS.Signals, number][]} signals with milliseconds to wait after each
 */
export async function stopStray(pid, signals) {
  for (const [signal, waitMilliseconds] of signals) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitUntil(() => !isAlive(pid), waitMilliseconds)) return;
  }
}

/**
 * Can this port be listened on?
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<number | NodeJS.ErrnoException>} the port that was tried with success, or why not
 */
export function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}

/**
 * The preferred port if it is free on 127.0.0.1, else any free one.
 * @param {number | undefined} preferred
 * @returns {Promise<number>}
 */
export async function freePort(preferred) {
  const first = preferred ? await tryPort(preferred, '127.0.0.1') : undefined;
  if (typeof first === 'number') return first;
  const any = await tryPort(0, '127.0.0.1');
  if (typeof any === 'number') return any;
  throw any;
}

/** Also wakes the child and its own children where they were frozen (a test does that): else the signal would wait. */
const guardScript = 'read -r _ || { kill -s CONT "$1" $(pgrep -P "$1" 2>/dev/null); kill -s "$2" "$1"; }';

/**
 * Ends a child when this process is gone without having stopped it (kill -9): a shell waits at a pipe that only
 * this process holds open. It costs one small process, and leaves with the child. To be called right after the spawn:
 * what is not yet ready needs it too.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function endWithParent(child, signal) {
  if (child.pid === undefined) return;
  const guard = spawn('sh', ['-c', guardScript, 'rowlock-guard', String(child.pid), signal.slice(3)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  guard.on('error', () => undefined);
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  child.once('exit', () => guard.stdin?.end('done\n'));
}
