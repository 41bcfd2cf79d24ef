// `npm run dev`: Rowlock with hot reload. Pages are Next's; the server process starts anew when its own code changes.
import './node-version.mjs';

const [{ runCommand }, { develop }] = await Promise.all([import('./failure.mjs'), import('./develop.mjs')]);
await runCommand(develop);
