import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeBank } from '../practice-bank.mjs';
import { freePort } from '../processes.mjs';

const patienceMilliseconds = 3000;

/**
 * @typedef {object} BankPayment
 * @property {string} reference the booking's id
 * @property {string} status
 * @property {number} captured_amount
 * @property {number} refunded_amount
 */

/** A practice bank of the run's own, in a folder that goes with it. */
export async function openBank() {
  const dataDir = mkdtempSync(join(tmpdir(), 'rowlock-stampede-bank-'));
  const logFile = join(dataDir, 'bank.log');
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  const port = await freePort(undefined);
  const program = await startPracticeBank({ dataDir, port, logFile }).catch((error) => {
    remove();
    throw error;
  });
  const ask = async (/** @type {string} */ path, /** @type {object} */ body = {}) => {
    const { url, adminToken } = program;
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
    const isChange = Object.keys(body).length > 0;
    const how = isChange ? { method: 'PUT', body: JSON.stringify(body) } : {};
    const answer = await fetch(`${url}/admin${path}`, { headers, ...how });
    if (!answer.ok) throw new Error(`the bank says ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  await ask('/accounts/*', { token_requests_per_minute: 1_000_000 });
  return {
    program,
    environment: program.environment,
    /** How it behaves from now on. @param {object} settings */
    set: (settings) => ask('/accounts/*', settings),
    /** What stands in its own books. @returns {Promise<BankPayment[]>} */
    payments: async () => (await ask('/payments')).payments,
    async close() {
      await program.stop();
      remove();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openBank>>} Bank */

/**
 * What a buyer does on the bank's page.
 * @param {import('./acts.mjs').Place} place
 * @param {import('./acts.mjs').Visitor} visitor
 * @param {string} code of the booking
 * @param {string} page
 * @param {'approve' | 'decline'} decision
 */
export async function decide({ recorder, sale }, visitor, code, page, decision) {
  const from = recorder.now();
  const status = await posted(page, decision);
  recorder.operation({
    ...{
      buyer: visitor.userId,
      like: visitor.like,
      show: sale.scheduleId,
      kind: decision,
      from,
      code,
      status,
    },
    outcome: status === 303 ? 'ok' : 'unknown',
  });
}

/** @param {string} page @param {string} decision @returns {Promise<number>} 0: no answer */
async function posted(page, decision) {
  const signal = AbortSignal.timeout(patienceMilliseconds);
  const body = new URLSearchParams({ decision });
  try {
    const answer = await fetch(page, { method: 'POST', redirect: 'manual', body, signal });
    await answer.text();
    return answer.status;
  } catch {
    return 0;
  }
}
