// `npm start`: from a fresh clone, or any later state, to a serving Rowlock.
import './node-version.mjs';

const [{ runCommand }, { start }] = await Promise.all([import('./failure.mjs'), import('./start-all.mjs')]);
await runCommand(() => start(process.argv.slice(2)));
