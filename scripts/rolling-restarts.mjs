// `npm run rolling-restarts`: processes of Rowlock are restarted one after the other under load (docs/proof.md).
import './node-version.mjs';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

await import('./installed.mjs');
const { buildPages, bundleAll, generateClient } = await import('./build.mjs');
const { root } = await import('./bundle.mjs');
const { Failure, runToTheEnd } = await import('./failure.mjs');
const { readArguments, wholeNumber } = await import('./read-arguments.mjs');
const { apiDoor } = await import('./stampede/api-door.mjs');
const { letThemAllIn } = await import('./stampede/crowd.mjs');
const { readOptions } = await import('./stampede/options.mjs');
const { quantile, tellProgress } = await import('./stampede/progress.mjs');
const { record } = await import('./stampede/record.mjs');
const { noteRest } = await import('./stampede/rest.mjs');
const { repeatOnce } = await import('./stampede/repeat-once.mjs');
const { rollOver } = await import('./stampede/roll-over.mjs');
const { createAccounts } = await import('./stampede/sale.mjs');
const { openTown } = await import('./stampede/town.mjs');
const { judge } = await import('./stampede/verdict.mjs');
const { watchLive } = await import('./stampede/watch-live.mjs');
const { withEnds } = await import('./with-ends.mjs');

const help = `npm run rolling-restarts: sends SIGTERM to one process of Rowlock after the other while people buy, without a word to
whoever calls them, and starts it again. A connection that is refused, or closed before a byte of the answer, may be repeated
once. Fails where anything is violated, where there is no answer at the repeat either, where an answer is cut in the middle or does
not come in time, where one that was under way at SIGTERM does not come whole, where a map cannot be followed live, or where
a process takes longer than 10 s to end.

  --restarts N     how often (20)
  --instances N    processes, 2–8 (3)
  --out FOLDER     where history.jsonl and report.html go (.rowlock/rolling-restarts)
  --no-build       uses the build that is there
  --help           this`;

/** Every page keeps a stream open, which must not keep its process from ending. */
const streams = 100;
const load = '--buyers 200 --seats 1000 --payers 0 --pages 0 --at-once 40 --seed 5 --no-rest'.split(' ');
/** The crowd comes in stretches of this, until all is restarted. */
const stretchSeconds = 5;
const drainLimitMilliseconds = 10_000;

async function main() {
  const { values } = readArguments({
    options: {
      restarts: { type: 'string', default: '20' },
      instances: { type: 'string', default: '3' },
      out: { type: 'string', default: '.rowlock/rolling-restarts' },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  const restarts = wholeNumber('restarts', values.restarts, 1, 10_000);
  const instances = wholeNumber('instances', values.instances, 2, 8);
  const options = readOptions([
    ...load,
    ...['--instances', String(instances), '--seconds', String(stretchSeconds), '--out', values.out],
  ]);
  if (!options) throw new Failure(help);
  const out = resolve(root, options.out);
  mkdirSync(out, { recursive: true });
  if (!values['no-build']) {
    await generateClient();
    await buildPages();
    await bundleAll();
  }
  const ran = await withEnds((ends) => run(options, restarts, out, ends));
  const drained = ran.drains.toSorted((a, b) => a - b);
  const worst = drained.at(-1) ?? 0;
  const end = { sold: ran.sold, seats: options.seats };
  const isSound = await judge(options, out, end, shortfalls(ran, worst));
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `${drained.length} restarts of ${options.instances} processes: from SIGTERM to the end ${seconds(quantile(drained, 0.5))} (median), ${seconds(worst)} (worst)
${ran.begun - ran.unfinished} of ${ran.begun} answers that were under way at SIGTERM came whole.
${ran.unconnected} calls met a connection that was refused, or closed before a byte of the answer, and were repeated once; ${ran.cut} answers were cut, ${ran.late} came too late; ${ran.lost} calls had no answer at the repeat either.
${ran.watching} of ${streams} maps were followed live; ${ran.reopened} streams were opened anew.`,
  );
  if (!isSound) process.exitCode = 1;
}

/** @typedef {Awaited<ReturnType<typeof run>>} Ran */

/**
 * What no restart may cost, and did.
 * @param {Ran} ran
 * @param {number} worst ms from SIGTERM to the end
 */
function shortfalls({ unfinished, cut, late, lost, watching }, worst) {
  /** @type {[boolean, string][]} */
  const all = [
    [unfinished > 0, `${unfinished} answers that were under way at SIGTERM did not come whole.`],
    [cut > 0, `${cut} answers were cut.`],
    [late > 0, `${late} answers did not come in time.`],
    [lost > 0, `${lost} calls had no answer at the repeat either.`],
    [watching < streams, `Only ${watching} of ${streams} maps could be followed live.`],
    [worst > drainLimitMilliseconds, `A process took ${(worst / 1000).toFixed(2)} s to end.`],
  ];
  return all.flatMap(([is, text]) => (is ? [text] : []));
}

/**
 * @param {import('./stampede/options.mjs').Options} options
 * @param {number} restarts
 * @param {string} out
 * @param {(() => unknown)[]} ends
 */
async function run(options, restarts, out, ends) {
  const { world, calls, doors, free } = await openTown(options, out, ends);
  const { instances, databaseUrl } = world;
  const accounts = await createAccounts(databaseUrl, options.buyers, 'buyer-');
  const recorder = record(join(out, 'history.jsonl'));
  recorder.write({ is: 'run', seed: options.seed, seatLimit: free.seatLimit, options });
  const { caller, seen } = repeatOnce(calls);
  const crowd = { ...doors, free: { caller, recorder, keep: 0.1, sale: free }, paid: undefined };
  const progress = tellProgress(recorder, free.seats.length);
  ends.push(progress.stop);
  const watching = watchLive(() => calls.next()?.origin, free.scheduleId, streams);
  ends.push(watching.stop);

  const [watcher] = await createAccounts(databaseUrl, 1, 'watcher-');
  if (!watcher) throw new Failure('There is nobody to ask.');
  // Seats of nobody's choice are refused: an answer, and no effect.
  const call = apiDoor.call(watcher, { verb: 'hold', sale: free, seats: [] });
  let isOver = false;
  const rolling = rollOver(instances, { restarts, call }, recorder).finally(() => {
    isOver = true;
  });
  // Heard below, when the crowd of this stretch has gone.
  rolling.catch(() => undefined);
  for (let stretch = 0; !isOver; stretch += 1) {
    await letThemAllIn(crowd, accounts, { ...options, seed: options.seed + stretch });
  }
  const rolled = await rolling;
  const watched = watching.stop();
  progress.stop();
  const { sold } = await noteRest(world, [free], recorder);
  await recorder.close();
  return { sold, ...rolled, ...watched, ...seen };
}

await runToTheEnd(main);
