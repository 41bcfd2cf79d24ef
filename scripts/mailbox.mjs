// `npm run mailbox`: the demo's mailbox alone, for whoever tries mail against it.
import './node-version.mjs';

const [{ bundle }, { dataFolder }, { ensureDependencies }, { Failure, runCommand }] = await Promise.all([
  import('./bundle.mjs'),
  import('./data-folder.mjs'),
  import('./dependencies.mjs'),
  import('./failure.mjs'),
]);
const { startMailbox } = await import('./mailbox-program.mjs');
const { stopInOrder } = await import('./stop-in-order.mjs');

const help = `npm run mailbox: takes every mail it is sent, shows it on a page, and sends none of it on.

  npm run mailbox -- --help    this

Environment:
  MAILBOX_HOST        on which address (127.0.0.1: this machine alone; its page shows links that open accounts)
  MAILBOX_PUBLIC_URL  where browsers reach its page, when that is another address
  ROWLOCK_DATA        its mails are in mailbox/ of this folder (.rowlock)`;

await runCommand(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(help);
  if (args[0]) throw new Failure(`npm run mailbox knows no "${args[0]}".\n\n${help}`);
  await ensureDependencies();
  await bundle('mailbox');
  const stops = stopInOrder();
  await stops.guard(async () => {
    const { MAILBOX_HOST, MAILBOX_PUBLIC_URL } = process.env;
    const mailbox = await startMailbox({
      ...{ dataDir: dataFolder(), supervised: true, log: console.log },
      ...(MAILBOX_HOST && { host: MAILBOX_HOST }),
      ...(MAILBOX_PUBLIC_URL && { publicUrl: MAILBOX_PUBLIC_URL }),
    });
    stops.add(() => mailbox.stop());
    console.log(`\nThe mailbox is open: ${mailbox.url}`);
    console.log(`It takes mail at ${mailbox.smtpUrl}`);
    console.log('Ctrl-C stops it.');
  });
});
