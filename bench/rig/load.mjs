import { startSideProcess } from './side-process.mjs';

/** @typedef {import('./load-program.mjs').Load} Load */
/** @typedef {import('./load-program.mjs').Loaded} Loaded */

/** The load generator, in a process of its own. */
export async function startLoad() {
  const program = await startSideProcess('load-program.mjs');
  return {
    /**
     * @param {Load} load
     * @param {string} [word] what every answer has to begin with: a refused request is quicker, and none may count as done
     * @returns {Promise<Loaded>}
     */
    async run(load, word) {
      const { loaded, failed } = await program.ask(load);
      if (failed) throw new Error(failed);
      const others = Object.keys(loaded.words).filter((each) => word !== undefined && each !== word);
      if (others.length > 0) throw new Error(`not all answered ${word}: ${JSON.stringify(loaded.words)}`);
      return loaded;
    },
    stop: program.stop,
  };
}
