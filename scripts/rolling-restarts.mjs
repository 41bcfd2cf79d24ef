// `npm run rolling-restarts`: processes of Rowlock are restarted one after the other under load (docs/proof.md).
import './node-version.mjs';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { buildPages, bundleAll, generateClient } = await import('./build.mjs');
const { root } = await import('./bundle.mjs');
const { ensureDependencies } = await import('./dependencies.mjs');
const { Failure, runCommand } = await import('./failure.mjs');
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

const help = `npm run rolling-restarts: sends SIGTERM to one process of Rowlock after the other while people buy, without a word to
whoever calls them, and starts it again. Fails where anything is violated, where a call that had no answer has none at the
first repeat either, or where a process takes longer than 10 s to end.

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
  const { values } = parseArgs({
    options: {
      restarts: { type: 'string', default: '20' },
      instances: { type: 'string', default: '3' },
      out: { type: 'string', default: '.rowlock/rolling-restarts' },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  const restarts = Number(values.restarts);
  const options = readOptions([
    ...load,
    ...['--instances', values.instances, '--seconds', String(stretchSeconds), '--out', values.out],
  ]);
  if (!options || options.instances < 2 || !(restarts >= 1)) throw new Failure(help);
  const out = resolve(root, options.out);
  mkdirSync(out, { recursive: true });
  if (!values['no-build']) {
    await ensureDependencies();
    await generateClient();
    await buildPages();
    await bundleAll();
  }
  /** @type {(() => unknown)[]} */
  const ends = [];
  let ran;
  try {
    ran = await run(options, restarts, out, ends);
  } finally {
    for (let close = ends.pop(); close; close = ends.pop()) await close();
  }
  const isSound = await judge(options, out, { sold: ran.sold, seats: options.seats });
  const drained = ran.drains.toSorted((a, b) => a - b);
  const worst = drained.at(-1) ?? 0;
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `${drained.length} restarts of ${options.instances} processes: from SIGTERM to the end ${seconds(quantile(drained, 0.5))} (median), ${seconds(worst)} (worst)
${ran.repeated} calls had no answer and were repeated once; ${ran.lost} of them had none again. ${ran.reopened} live streams were opened anew.`,
  );
  if (!isSound || ran.lost > 0 || worst > drainLimitMilliseconds) process.exitCode = 1;
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

  let isOver = false;
  const rolling = rollOver(instances, restarts, recorder).finally(() => {
    isOver = true;
  });
  for (let stretch = 0; !isOver; stretch += 1) {
    await letThemAllIn(crowd, accounts, { ...options, seed: options.seed + stretch });
  }
  const drains = await rolling;
  const reopened = watching.stop();
  progress.stop();
  const { sold } = await noteRest(world, [free], recorder);
  await recorder.close();
  return { sold, drains, reopened, ...seen };
}

await runCommand(main);
