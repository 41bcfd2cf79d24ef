// `npm run stampede`: a crowd, faults, and a judgement of everything that was answered (docs/proof.md).
import './node-version.mjs';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

await import('./installed.mjs');
const { buildPages, bundleAll, generateClient } = await import('./build.mjs');
const { root } = await import('./bundle.mjs');
const { runToTheEnd } = await import('./failure.mjs');
const { say } = await import('./progress.mjs');
const { letThemAllIn, sellTheRest } = await import('./stampede/crowd.mjs');
const { breakThings } = await import('./stampede/faults.mjs');
const { help, readOptions } = await import('./stampede/options.mjs');
const { watchMemory } = await import('./stampede/memory.mjs');
const { tellProgress } = await import('./stampede/progress.mjs');
const { record } = await import('./stampede/record.mjs');
const { noteRest } = await import('./stampede/rest.mjs');
const { createAccounts } = await import('./stampede/sale.mjs');
const { openTown } = await import('./stampede/town.mjs');
const { judge } = await import('./stampede/verdict.mjs');
const { withEnds } = await import('./with-ends.mjs');

/** @typedef {import('./stampede/options.mjs').Options} Options */

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (!options) return console.log(help);
  const out = resolve(root, options.out);
  mkdirSync(out, { recursive: true });
  if (options.build === 'all') {
    await generateClient();
    await buildPages();
  }
  if (options.build !== 'nothing') await bundleAll();
  const { buyers, seats, hall, instances, seed, faults } = options;
  say(
    `${buyers} buyers, ${hall || `${seats} seats`}, ${instances} instances, seed ${seed}, faults: ${faults.join(', ') || 'none'}`,
  );
  const end = await withEnds((ends) => run(options, out, ends));
  if (!(await judge(options, out, end))) process.exitCode = 1;
}

/**
 * Lets the crowd in while things break, and notes what is left.
 * @param {Options} options
 * @param {string} out
 * @param {(() => unknown)[]} ends
 * @returns {Promise<{sold: number, seats: number}>} of the free show
 */
async function run(options, out, ends) {
  const { world, calls, doors, free, paid } = await openTown(options, out, ends);
  const accounts = await createAccounts(world.databaseUrl, options.buyers, 'buyer-');
  const recorder = record(join(out, 'history.jsonl'));
  recorder.write({ is: 'run', seed: options.seed, seatLimit: free.seatLimit, options });
  // In a run of a set time seats have to come back, or nothing is left to want.
  const place = { caller: calls, recorder, keep: options.seconds > 0 ? 0.1 : 1 };
  const crowd = { ...doors, free: { ...place, sale: free }, paid: paid && { ...place, sale: paid } };
  const progress = tellProgress(recorder, free.seats.length + (paid?.seats.length ?? 0));
  ends.push(progress.stop);
  const memory = watchMemory(world.instances, recorder);
  ends.push(memory.stop);
  const enough = new AbortController();
  const plan = { kinds: options.faults, seed: options.seed + 1, seconds: options.seconds };
  const breaking = breakThings(world, plan, enough.signal, recorder);
  const mend = () => {
    enough.abort();
    return breaking;
  };
  // Heard below; where the crowd fails first, nothing more is broken while all ends.
  ends.push(() => mend().catch(() => undefined));
  await letThemAllIn(crowd, accounts, options);
  await mend();
  if (options.rest) {
    say('All have come: waiting for what was left behind.');
    await sellTheRest(crowd, world);
  }
  progress.stop();
  memory.stop();
  const { sold } = await noteRest(world, paid ? [free, paid] : [free], recorder);
  await recorder.close();
  return { sold, seats: free.seats.length };
}

await runToTheEnd(main);
