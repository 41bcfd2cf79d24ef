// `npm run sandbox-payments`: the practice bank alone, for whoever builds or tries payments against it.
import './node-version.mjs';
import { relative } from 'node:path';

const [{ bundle, root }, { dataFolder }, { ensureDependencies }, { Failure, runCommand }] = await Promise.all(
  [
    import('./bundle.mjs'),
    import('./data-folder.mjs'),
    import('./dependencies.mjs'),
    import('./failure.mjs'),
  ],
);
const { startPracticeBank } = await import('./practice-bank.mjs');
const { stopInOrder } = await import('./stop-in-order.mjs');

const help = `npm run sandbox-payments: a bank for practice, on its own. No real money moves.

  npm run sandbox-payments -- --help    this

Environment:
  PORT          where to listen (4010, or the last run's)
  HOST          on which address (127.0.0.1: this machine alone)
  SANDBOX_PAYMENTS_PUBLIC_URL  where buyers' browsers reach its pages, when that is another address
  ROWLOCK_DATA  its journal and secrets are in sandbox-payments/ of this folder (.rowlock)
server/sandbox-payments/README.md describes its calls and its switches for faults.`;

await runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(help);
  if (args[0]) throw new Failure(`npm run sandbox-payments knows no "${args[0]}".\n\n${help}`);
  await ensureDependencies();
  await bundle('sandbox-payments');
  const stops = stopInOrder();
  await stops.guard(async () => {
    const port = process.env.PORT ? portOf(process.env.PORT) : undefined;
    const bank = await startPracticeBank({
      dataDir: dataFolder(),
      supervised: true,
      log: console.log,
      ...(process.env.HOST && { host: process.env.HOST }),
      ...(port && { port }),
      ...(process.env.SANDBOX_PAYMENTS_PUBLIC_URL && { publicUrl: process.env.SANDBOX_PAYMENTS_PUBLIC_URL }),
    });
    stops.add(() => bank.stop());
    console.log(`\nThe practice bank is open: ${bank.url}`);
    console.log(`Its secret and admin token: ${relative(root, bank.memory)}`);
    console.log('Ctrl-C stops it.');
  });
});

/** @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Failure(`PORT=${text} is no port. Choose one from 1 to 65535.`);
}
