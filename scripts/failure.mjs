/**
 * A foreseeable failure: its message is the whole of what the reader needs (what is wrong, and the way out),
 * so it is shown without a stack trace.
 */
export class Failure extends Error {
  /** @override */
  name = 'Failure';
}

/**
 * Runs a command's main function; a Failure ends the process with its sentence, anything else with its stack trace.
 * @template T
 * @param {() => Promise<T>} main
 * @returns {Promise<T>}
 */
export async function runCommand(main) {
  try {
    return await main();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exit(1);
  }
}

/**
 * The same, and the process ends with it. For what has held thousands of connections: left to end by itself, Node 20 once spun
 * for ever over closing what was left of them (nodejs/node#47748).
 * @param {() => Promise<void>} main
 */
export async function runToTheEnd(main) {
  await runCommand(main);
  process.exit();
}
