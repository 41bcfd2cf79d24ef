import { Agent, request } from 'node:http';

/** Longer than any answer is promised to take: what has not come by then counts as unknown. */
const patienceMilliseconds = 10_000;

/**
 * What came of a call. Status 0: no answer came, and nobody knows what became of it.
 * @typedef {{status: number, data: Record<string, unknown>, refusal: string | undefined}} Answer
 */

/**
 * Calls the instances in turn, over connections that are kept.
 * @param {() => string[]} origins those that are up as far as is known
 */
export function caller(origins) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  let turn = 0;
  return {
    /**
     * @param {string} method
     * @param {string} path
     * @param {{token: string, body?: unknown, key?: string | undefined}} what
     * @returns {Promise<Answer & {instance: number}>}
     */
    async call(method, path, what) {
      const all = origins();
      turn += 1;
      const instance = turn % all.length;
      const answer = await ask(agent, method, `${all[instance]}/api/v1/${path}`, what);
      return { ...answer, instance };
    },
    close: () => agent.destroy(),
  };
}

/** @typedef {ReturnType<typeof caller>} Caller */

/**
 * @param {Agent} agent
 * @param {string} method
 * @param {string} url
 * @param {{token: string, body?: unknown, key?: string | undefined}} what
 * @returns {Promise<Answer>}
 */
function ask(agent, method, url, { token, body, key }) {
  const sent = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(sent !== '' && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  return new Promise((resolve) => {
    const none = () => resolve({ status: 0, data: {}, refusal: undefined });
    const asked = request(url, { method, headers, agent, timeout: patienceMilliseconds }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', none).on('aborted', none);
      response.on('end', () => resolve(understood(response.statusCode ?? 0, text)));
    });
    asked.on('error', none).on('timeout', () => asked.destroy());
    asked.end(sent);
  });
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {Answer}
 */
function understood(status, text) {
  try {
    const { success, data, error } = JSON.parse(text);
    return { status, data: success ? data : {}, refusal: error?.code };
  } catch {
    // Cut off on the way, or not ours: as a refusal it would be one without a code, which the judgement names.
    return { status, data: {}, refusal: undefined };
  }
}
