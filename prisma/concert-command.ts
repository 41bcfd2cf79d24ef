/**
 * Concerts from the command line (built to dist/concert.mjs; `npm run concert -- …` builds it and runs it).
 * Ends with 0 when the concert is fine or on sale, 1 when it is refused or cannot be stored, 2 when called wrongly.
 */
import { parseArgs } from 'node:util';
import { type Concert, readConcert } from './read-concert';
import { storeConcert } from './store-concert';

const help = `npm run concert: puts concerts on sale, from a file that says all of one.

  npm run concert -- check FILE
      says what is wrong with the file and the seating plan it names; needs no database
  npm run concert -- import FILE
      stores venue, plan and event, and puts the shows on sale that are not there yet
  npm run concert -- --help

An import can be run again: with other words for the event, or with more shows. Shows that are on sale stay as they are.
The database is DATABASE_URL, or the private one of \`npm start\` while that runs.
Ends with 0: fine or stored, 1: refused or not stored, 2: called wrongly. What a file says: docs/putting-on-sale.md`;

const moment = (at: Date, timeZone: string) =>
  at.toLocaleString('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' });

function describe({ event, venue, hall, shows, defects }: Concert): string {
  const seats = `${hall.seats.length} seats`;
  const areas = hall.standing.length > 0 ? ` and ${hall.standing.length} standing areas` : '';
  const lines = shows.map(
    ({ startsAt, salesOpenAt }) =>
      `  ${moment(startsAt, venue.timeZone)}, on sale from ${moment(salesOpenAt, venue.timeZone)}`,
  );
  const repaired =
    defects > 0 ? [`The plan has ${defects} defects, repaired or let pass: npm run plan -- check`] : [];
  const what = `"${event.title.en}" in ${venue.name.en}`.replaceAll(/\p{Cc}/gu, '·');
  return [`${what}, ${seats}${areas}:`, ...lines, ...repaired].join('\n');
}

function tellRefusal(sentences: readonly string[]): 1 {
  // Words of the file are shown, and none of them may steer the terminal.
  console.error(sentences.map((sentence) => `  ${sentence.replaceAll(/\p{Cc}/gu, '·')}`).join('\n'));
  return 1;
}

async function putOnSale(concert: Concert): Promise<0 | 1> {
  const stored = await storeConcert(concert);
  if (!stored.ok) return tellRefusal([stored.refusal]);
  const { added, there } = stored.value;
  const left = there.length > 0 ? `; ${there.length} were there and stay as they are` : '';
  console.log(`Stored: ${added.length} of ${added.length + there.length} shows are new${left}.`);
  console.log(`Its page: /events/${concert.event.slug}`);
  return 0;
}

async function main(args: string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({
    args,
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [command, file, ...rest] = positionals;
  if ((command !== 'check' && command !== 'import') || !file || rest.length > 0) {
    console.error(help);
    return 2;
  }
  const concert = readConcert(file);
  if (!concert.ok) {
    console.error(`${file} cannot be put on sale:`);
    return tellRefusal(concert.refusal);
  }
  console.log(describe(concert.value));
  return command === 'check' ? 0 : putOnSale(concert.value);
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof TypeError && 'code' in error ? 2 : 1;
  },
);
