const mostTries = 10;

/**
 * Lets one hold build a show's map. In a process that has just started, and for a large hall, that may take longer than the
 * two seconds of a call: it is then asked again, as every caller is told to.
 * @param {Awaited<ReturnType<typeof import('./load.mjs').startLoad>>} load
 * @param {number} port
 * @param {string} question
 */
export async function firstHold(load, port, question) {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { words } = await load.run({ wire: 'http', port, connections: 1, questions: [question] });
    if (words['200']) return;
  }
  throw new Error('the first hold was refused');
}
