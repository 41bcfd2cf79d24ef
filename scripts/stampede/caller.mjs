import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** @typedef {import('./instances.mjs').Instance} Instance */

/**
 * A call as a door puts it.
 * @typedef {object} Call
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} body
 */

/**
 * Why there is no answer. Unconnected: the connection was refused, or closed before a byte of the answer, as happens to
 * who sends over a kept connection while its end is on the way. Cut: the answer had begun, or was waited for when the connection
 * broke. Late: it did not come in time.
 * @typedef {'unconnected' | 'cut' | 'late'} Why
 */

/**
 * What came of a call. Status 0, with why: no answer came, and nobody knows what became of it.
 * @typedef {{status: number, text: string, why?: Why}} Heard
 */

/** Longer than any answer is promised to take: what has not come by then counts as unknown. */
const patienceMilliseconds = 10_000;
/** As balancers do: who did not answer is left alone for so long, where somebody else is there. */
const avoidMilliseconds = 1000;
const nobodyMilliseconds = 100;
/** Who meets the end of a connection hears of it at once, on a busy machine a little later; after this an answer was under way. */
const closingMilliseconds = 5000;

/**
 * Calls the instances in turn, over connections that are kept.
 * @param {Instance[]} instances
 */
export function caller(instances) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  /** @type {Map<Instance, number>} */
  const avoided = new Map();
  let turn = 0;
  const next = () => {
    const up = instances.filter((instance) => instance.up);
    const now = performance.now();
    const answering = up.filter((instance) => now > (avoided.get(instance) ?? 0));
    const among = answering.length > 0 ? answering : up;
    turn += 1;
    return among[turn % among.length];
  };
  return {
    /**
     * @param {Call} call
     * @param {number} [patience] milliseconds until hope is given up
     * @returns {Promise<Heard & {instance: number}>}
     */
    async call(call, patience = patienceMilliseconds) {
      const instance = next();
      if (!instance) {
        await wait(nobodyMilliseconds);
        return { status: 0, text: '', why: 'unconnected', instance: -1 };
      }
      const heard = await send(agent, `${instance.origin}${call.path}`, call, patience);
      // A client's own haste says nothing about a process.
      const isHaste = heard.why === 'late' && patience < patienceMilliseconds;
      if (heard.status === 0 && !isHaste) avoided.set(instance, performance.now() + avoidMilliseconds);
      return { ...heard, instance: instances.indexOf(instance) };
    },
    /** One of the instances that are up. @returns {Instance | undefined} */
    next,
    close: () => agent.destroy(),
  };
}

/** @typedef {ReturnType<typeof caller>} Caller */

/**
 * @param {Agent} agent
 * @param {string} url
 * @param {Call} call
 * @param {number} patience
 * @returns {Promise<Heard>}
 */
function send(agent, url, { method, headers, body }, patience) {
  return new Promise((resolve) => {
    const from = performance.now();
    let hasBegun = false;
    let isLate = false;
    const none = () => {
      const isUnderWay = hasBegun || performance.now() - from > closingMilliseconds;
      resolve({ status: 0, text: '', why: isLate ? 'late' : isUnderWay ? 'cut' : 'unconnected' });
    };
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
    const asked = request(url, { method, headers: { ...headers, ...length }, agent }, (response) => {
      hasBegun = true;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', none).on('aborted', none);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    // From now on, whatever trickles in meanwhile.
    const limit = setTimeout(() => {
      isLate = true;
      asked.destroy();
    }, patience);
    asked.on('error', none).on('close', () => {
      clearTimeout(limit);
      none();
    });
    asked.end(body);
  });
}
