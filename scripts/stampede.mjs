// `npm run stampede`: a crowd, faults, and a judgement of everything that was answered (docs/proof.md).
import './node-version.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const { buildPages, bundleAll, generateClient } = await import('./build.mjs');
const { root } = await import('./bundle.mjs');
const { ensureDependencies } = await import('./dependencies.mjs');
const { Failure, runCommand } = await import('./failure.mjs');
const { runProgram } = await import('./programs.mjs');
const { say } = await import('./progress.mjs');
const { checkHistory } = await import('./history/check-history.mjs');
const { readHistory } = await import('./history/history.mjs');
const { bookBest, kindOfBuyer } = await import('./stampede/buyers.mjs');
const { caller } = await import('./stampede/caller.mjs');
const { chance } = await import('./stampede/chance.mjs');
const { losesHolds } = await import('./stampede/fault-kinds.mjs');
const { breakThings } = await import('./stampede/faults.mjs');
const { startInstances } = await import('./stampede/instances.mjs');
const { help, readOptions } = await import('./stampede/options.mjs');
const { tellProgress } = await import('./stampede/progress.mjs');
const { record } = await import('./stampede/record.mjs');
const { writeReport } = await import('./stampede/report.mjs');
const { noteRest } = await import('./stampede/rest.mjs');
const { createAccounts, createSale } = await import('./stampede/sale.mjs');
const { startTestStores } = await import('./test-stores.mjs');

/** @typedef {import('./stampede/options.mjs').Options} Options */
/** @typedef {import('./stampede/buyers.mjs').Place} Place */

/** Longer than a hold lasts and a sweep takes. */
const lapseMilliseconds = 15_000;
/** By then the map has heard of every sale. */
const toldMilliseconds = 5000;

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (!options) return console.log(help);
  const out = resolve(root, options.out);
  mkdirSync(out, { recursive: true });
  if (options.build === 'all') {
    await ensureDependencies();
    await generateClient();
    await buildPages();
  }
  if (options.build !== 'nothing') await bundleAll();
  const { buyers, seats, instances, seed, faults } = options;
  say(
    `${buyers} buyers, ${seats} seats, ${instances} instances, seed ${seed}, faults: ${faults.join(', ') || 'none'}`,
  );
  const stores = await startTestStores();
  try {
    await run(options, out, stores);
  } finally {
    await stores.stop();
  }
}

/**
 * @param {Options} options
 * @param {string} out
 * @param {Awaited<ReturnType<typeof startTestStores>>} stores
 */
async function run(options, out, stores) {
  const databaseUrl = stores.postgres.url('rowlock');
  const environment = { DATABASE_URL: databaseUrl, REDIS_URL: stores.redis.url };
  const migrated = await runProgram(process.execPath, [join(root, 'dist/migrate.mjs')], { environment });
  if (!migrated.succeeded) throw new Failure(`The database could not be prepared:\n${migrated.output}`);
  const sale = await createSale(databaseUrl, options.seats);
  const accounts = await createAccounts(databaseUrl, options.buyers, 'buyer-');
  const instances = await startInstances(options.instances, environment, join(out, 'server.log'));
  const history = join(out, 'history.jsonl');
  const recorder = record(history);
  const calls = caller(() => instances.filter(({ up }) => up).map(({ origin }) => origin));
  try {
    const redisLost = options.faults.some((kind) => losesHolds.has(kind));
    recorder.write({ is: 'run', seed: options.seed, seatLimit: sale.seatLimit, redisLost, options });
    // In a run of a set time seats have to come back, or nothing is left to want.
    const place = { sale, caller: calls, recorder, keep: options.seconds > 0 ? 0.1 : 1 };
    const progress = tellProgress(recorder, sale.seats.length);
    const enough = new AbortController();
    const world = { postgres: stores.postgres, redis: stores.redis, instances, databaseUrl };
    const breaking = breakThings(world, options.faults, chance(options.seed + 1), enough.signal, recorder);
    await letThemAllIn(place, accounts, options);
    enough.abort();
    await breaking;
    if (options.rest) {
      // What was left behind comes back, and whoever comes now gets it: nothing is lost.
      say('All have come: waiting for what was left behind.');
      await wait(lapseMilliseconds);
      await sellTheRest(place, databaseUrl);
    }
    progress.stop();
    // The outbox may still have something to tell.
    await wait(toldMilliseconds);
    const { sold } = await noteRest(databaseUrl, sale, recorder, instances);
    await recorder.close();
    await judge(options, out, sold);
  } finally {
    calls.close();
    await Promise.all(instances.map(({ program }) => program.stop()));
  }
}

/**
 * @param {Place} place
 * @param {import('./stampede/sale.mjs').Account[]} accounts
 * @param {Options} options
 */
async function letThemAllIn(place, accounts, { atOnce, seconds, seed }) {
  const end = place.recorder.now() + seconds * 1000;
  let came = 0;
  const more = () => came < accounts.length || (seconds > 0 && place.recorder.now() < end);
  const door = async () => {
    while (more()) {
      const nth = came;
      came += 1;
      const account = accounts[nth % accounts.length];
      if (!account) return;
      const its = chance(seed + 7919 * (nth + 1));
      await kindOfBuyer(its).live(place, account, its);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, door));
}

/**
 * Sells what is left to people who came last and take anything.
 * @param {Place} place
 * @param {string} databaseUrl
 */
async function sellTheRest(place, databaseUrl) {
  const late = await createAccounts(databaseUrl, place.sale.seats.length + 8, 'late-');
  const door = async () => {
    for (let account = late.pop(); account; account = late.pop()) {
      let told = await bookBest(place, account, 4);
      for (let quantity = 3; quantity > 0 && told.refusal === 'NOT_ENOUGH_SEATS'; quantity -= 1) {
        told = await bookBest(place, account, quantity);
      }
      if (told.refusal === 'NOT_ENOUGH_SEATS') return;
    }
  };
  await Promise.all(Array.from({ length: 8 }, door));
}

/**
 * @param {Options} options
 * @param {string} out
 * @param {number} sold
 */
async function judge(options, out, sold) {
  const history = await readHistory(join(out, 'history.jsonl'));
  const violations = checkHistory(history);
  const { operations } = history;
  const acknowledged = operations.filter(({ outcome }) => outcome !== 'unknown').length;
  const share = ((100 * acknowledged) / operations.length).toFixed(1);
  for (const { rule, text } of violations.slice(0, 20)) console.log(`  ${rule}: ${text}`);
  console.log(
    `\n${operations.length} operations, ${share} % with an answer; ${sold} of ${options.seats} seats sold; ${violations.length} violations`,
  );
  /** @type {Record<string, number>} */
  const rules = {};
  for (const { rule } of violations) rules[rule] = (rules[rule] ?? 0) + 1;
  const verdict = { seed: options.seed, operations: operations.length, acknowledged, sold, rules };
  writeFileSync(join(out, 'verdict.json'), JSON.stringify(verdict));
  await writeReport(join(out, 'report.html'), history, violations, options);
  console.log(`${join(out, 'history.jsonl')}\n${join(out, 'report.html')}`);
  if (violations.length > 0 || (options.rest && sold !== options.seats)) process.exitCode = 1;
}

await runCommand(main);
