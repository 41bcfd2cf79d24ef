import { announce } from './announce.mjs';
import { startServer } from './app-server.mjs';
import { generateClient } from './build.mjs';
import { bundle, bundleOptions } from './bundle.mjs';
import { dataFolder, takeDataFolder } from './data-folder.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { checkAddress } from './listen-address.mjs';
import { say, step } from './progress.mjs';
import { fillDatabase, openMailbox, openPracticeBank, serverEnvironment, startStores } from './start-all.mjs';
import { stopInOrder } from './stop-in-order.mjs';

/** Brings up the stores, then the server in development mode, and keeps it fresh until it is told to stop. */
export async function develop() {
  const address = await checkAddress();
  const folder = dataFolder();
  const stops = stopInOrder();
  const giveBack = takeDataFolder(folder);
  stops.add(async () => giveBack());

  await stops.guard(async () => {
    await ensureDependencies({ development: true });
    const [stores] = await Promise.all([
      startStores(folder, stops),
      generateClient().then(() => bundle('migrate', 'seed', 'server', 'sandbox-payments', 'mailbox')),
    ]);
    const mailbox = await openMailbox(folder, stops);
    const environment = {
      ...serverEnvironment(folder, address, stores),
      ...(await openPracticeBank(folder, stops)),
      ...mailbox,
      NODE_ENV: 'development',
      NEXT_TELEMETRY_DISABLED: '1',
    };
    await fillDatabase(environment);
    const server = step('Starting the server', () =>
      startServer({ environment, supervised: true, log: say }),
    );
    stops.add(async () => (await server).stop());
    await serveAfresh(await server, stops);
    announce(address, folder, undefined, mailbox.MAILBOX_URL);
  });
}

/**
 * Bundles the server whenever its sources change, and starts it anew with the result.
 * @param {import('./app-server.mjs').AppServer} server
 * @param {import('./stop-in-order.mjs').Stops} stops
 */
async function serveAfresh(server, stops) {
  const { context } = await import('esbuild');
  let isFirst = true;
  const restart = {
    name: 'restart',
    setup(/** @type {import('esbuild').PluginBuild} */ build) {
      build.onEnd(async ({ errors }) => {
        const changed = !isFirst;
        isFirst = false;
        // What does not compile is shown by esbuild; what ran goes on running.
        if (!changed || errors.length) return;
        await step('Starting the server with the changed code', () => server.replace()).catch((error) =>
          say(error.message),
        );
      });
    },
  };
  const watching = await context({ ...bundleOptions('server'), plugins: [restart] });
  stops.add(() => watching.dispose());
  await watching.watch();
}
