import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** @typedef {import('../history/history.mjs').Operation} Operation */
/** @typedef {{kind: string, outcome: string, took: number}} Seen */

/**
 * Writes a history as it happens, and keeps what progress needs of it.
 * @param {string} file
 */
export function record(file) {
  const stream = createWriteStream(file);
  const startedAt = performance.now();
  let next = 0;
  /** @type {Seen[]} */
  let fresh = [];
  /** @type {Map<string, Set<string>>} code → seats, as far as answers tell */
  const taken = new Map();
  const write = (/** @type {object} */ line) => stream.write(`${JSON.stringify(line)}\n`);
  const now = () => Math.round((performance.now() - startedAt) * 1000) / 1000;
  return {
    /** Milliseconds since the beginning. */
    now,
    write,
    /**
     * Notes an operation once it is over.
     * @param {Omit<Operation, 'id' | 'to'>} operation
     */
    operation(operation) {
      next += 1;
      const to = now();
      write({ is: 'op', id: next, ...operation, to });
      const { kind, outcome, from } = operation;
      fresh.push({ kind, outcome, took: to - from });
      noteTaken(taken, operation);
    },
    /** @param {string} kind @param {number} from @param {boolean} holdsLost Redis forgot holds, or was not asked */
    fault: (kind, from, holdsLost) => write({ is: 'fault', kind, from, to: now(), holdsLost }),
    /** What came since the last time. */
    takeFresh() {
      const those = fresh;
      fresh = [];
      return those;
    },
    seatsTaken: () => [...taken.values()].reduce((sum, seats) => sum + seats.size, 0),
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}

/** @typedef {ReturnType<typeof record>} Recorder */

/** Payments that came to nothing. */
const givenBack = new Set(['expired', 'cancelled', 'refunding', 'refunded']);

/**
 * @param {Map<string, Set<string>>} taken
 * @param {Omit<Operation, 'id' | 'to'>} operation
 */
function noteTaken(taken, { kind, outcome, code = '', asked, seats = asked, stage = '' }) {
  if (outcome !== 'ok') return;
  if (givenBack.has(stage)) taken.delete(code);
  else if (kind === 'book' || kind === 'claim') {
    if (!taken.has(code)) taken.set(code, new Set(seats));
  } else if (kind === 'cancel') {
    const its = taken.get(code);
    for (const seat of asked ?? [...(its ?? [])]) its?.delete(seat);
  }
}
