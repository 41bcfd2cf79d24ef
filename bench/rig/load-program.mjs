// The load generator, a process of its own: so many connections, on each one question at a time, over plain sockets and with
// questions that were put together before. Node's own HTTP client costs more than the servers measured here; it would be
// the limit, and every ratio would flatter us. The same program asks the limit and ours.
import { connect } from 'node:net';
import { quantile } from '../../scripts/stampede/progress.mjs';
import { httpAnswers, redisAnswers } from './wires.mjs';

/**
 * @typedef {object} Load
 * @property {'http' | 'redis'} wire
 * @property {number} port
 * @property {number} connections
 * @property {string[]} [opening] asked first on each connection
 * @property {string[]} questions each asked once, in order; over and over where `seconds` says how long
 * @property {number} [seconds]
 */

/**
 * @typedef {object} Loaded
 * @property {number} rate answers a second
 * @property {number} median milliseconds
 * @property {number} p99
 * @property {number} longest
 * @property {Record<string, number>} words how often each first word came
 * @property {number} bytes of an answer on the wire, on average
 * @property {number} busy share of a core that this process took
 */

const readers = { http: httpAnswers, redis: redisAnswers };

/**
 * @param {Load} load
 * @returns {Promise<Loaded>}
 */
async function run({ wire, port, connections, opening = [], questions, seconds }) {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port, readers[wire]())));
  for (const line of lines) for (const question of opening) await line.ask(question);
  /** @type {number[]} */
  const took = [];
  /** @type {Record<string, number>} */
  const words = {};
  let [asked, bytes] = [0, 0];
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : begun + seconds * 1000;
  const next = () => {
    if (seconds === undefined ? asked >= questions.length : performance.now() >= until) return undefined;
    asked += 1;
    return questions[(asked - 1) % questions.length];
  };
  await Promise.all(
    lines.map(async (line) => {
      for (let question = next(); question !== undefined; question = next()) {
        const from = performance.now();
        const answer = await line.ask(question);
        took.push(performance.now() - from);
        words[answer.word] = (words[answer.word] ?? 0) + 1;
        bytes += answer.bytes;
      }
    }),
  );
  const lasted = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  for (const line of lines) line.close();
  took.sort((a, b) => a - b);
  return {
    ...{ rate: (1000 * took.length) / lasted, words, bytes: bytes / took.length },
    ...{ median: quantile(took, 0.5), p99: quantile(took, 0.99), longest: took.at(-1) ?? 0 },
    busy: (user + system) / 1000 / lasted,
  };
}

/**
 * @param {number} port
 * @param {import('./wires.mjs').Reader} read
 * @returns {Promise<{ask: (question: string) => Promise<import('./wires.mjs').Answer>, close: () => void}>}
 */
function openLine(port, read) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    /** @type {((answer: import('./wires.mjs').Answer) => void) | undefined} */
    let told;
    /** @type {((error: Error) => void) | undefined} */
    let failed = reject;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      const answer = read(chunk);
      if (answer) told?.(answer);
    });
    socket.on('error', (error) => failed?.(error));
    socket.on('close', () => failed?.(new Error('the connection ended before its answer came')));
    socket.on('connect', () =>
      resolve({
        ask: (question) =>
          new Promise((answered, broke) => {
            [told, failed] = [answered, broke];
            socket.write(question, 'utf8');
          }),
        close: () => {
          failed = undefined;
          socket.destroy();
        },
      }),
    );
  });
}

process.on('message', async (/** @type {Load} */ load) => {
  try {
    process.send?.({ loaded: await run(load) });
  } catch (error) {
    process.send?.({ failed: String(error) });
  }
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
