import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** @typedef {import('../history/history.mjs').Operation} Operation */

/**
 * Writes a history as it happens, and keeps what progress and report need of it.
 * @param {string} file
 */
export function record(file) {
  const stream = createWriteStream(file);
  const startedAt = performance.now();
  let next = 0;
  /** @type {{at: number, kind: string, outcome: string, took: number, refusal: string | undefined}[]} */
  const seen = [];
  const write = (/** @type {object} */ line) => stream.write(`${JSON.stringify(line)}\n`);
  const now = () => Math.round((performance.now() - startedAt) * 1000) / 1000;
  return {
    /** Milliseconds since the beginning. */
    now,
    seen,
    write,
    /**
     * Notes an operation once it is over.
     * @param {Omit<Operation, 'id' | 'to' | 'outcome'> & {outcome: Operation['outcome']}} operation
     */
    operation(operation) {
      next += 1;
      const to = now();
      write({ is: 'op', id: next, ...operation, to });
      const { kind, outcome, refusal, from } = operation;
      seen.push({ at: to, kind, outcome, took: to - from, refusal });
    },
    /** @param {string} kind @param {number} from */
    fault: (kind, from) => write({ is: 'fault', kind, from, to: now() }),
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}

/** @typedef {ReturnType<typeof record>} Recorder */
