import { request } from 'node:http';

const patienceMilliseconds = 10_000;

/**
 * A request whose head a process has read, and whose body it waits for: its answer is under way, however quick the process is.
 * @param {string} origin
 * @param {import('./caller.mjs').Call} call
 * @returns {Promise<() => Promise<boolean>>} sends the body; answers whether a whole answer came, and not before that
 */
export function begin(origin, { method, path, headers, body }) {
  const length = Buffer.byteLength(body);
  const asked = request(`${origin}${path}`, {
    ...{ method, agent: false, signal: AbortSignal.timeout(patienceMilliseconds) },
    headers: { ...headers, 'content-length': length, expect: '100-continue' },
  });
  let isSent = false;
  /** @type {Promise<boolean>} */
  const answered = new Promise((resolve) => {
    asked.on('response', (response) => {
      response.resume().on('end', () => resolve(isSent && response.complete));
      response.on('error', () => resolve(false));
    });
    asked.on('error', () => resolve(false)).on('close', () => resolve(false));
  });
  const finish = () => {
    isSent = true;
    asked.end(body);
    return answered;
  };
  return new Promise((resolve) => {
    asked.once('continue', () => resolve(finish));
    asked.once('close', () => resolve(finish));
    asked.flushHeaders();
  });
}
