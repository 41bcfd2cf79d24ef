import { startProgram } from './serving-program.mjs';

/** SIGTERM drains: answers under way are finished. */
/** @type {[NodeJS.Signals, number][]} */
const stopSignals = [['SIGTERM', 15_000]];

/**
 * Rowlock's server process (dist/server.mjs), once it serves.
 * @param {Pick<import('./serving-program.mjs').ServingProgram, 'environment' | 'logFile' | 'supervised' | 'log'>} options
 *   environment: what lib/env.ts asks for
 */
export function startServer(options) {
  return startProgram({ name: 'The server', program: 'server', stopSignals, ...options });
}

/** @typedef {Awaited<ReturnType<typeof startServer>>} AppServer */
