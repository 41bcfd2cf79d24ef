import { Failure } from '../failure.mjs';
import { readArguments, wholeNumber } from '../read-arguments.mjs';
import { faultKinds, partsOfFaults } from './fault-kinds.mjs';

export const help = `npm run stampede: starts PostgreSQL, Redis and instances of Rowlock of its own, lets a crowd of simulated buyers at one
show over real HTTP, breaks things on the way if asked to, and then holds every answer and the database against the invariants.

  --buyers N       how many people come (1000)
  --seats N        how many seats there are (500); where people pay, a second show has a fifth as many
  --hall FILE      the free show is in this hall instead (docs/seating-plans.md), all its seats in rows
  --payers N       of 100 people, how many come to a show that is paid for, with the practice bank (12; 0: there is none)
  --pages N        of 100 people, how many use the pages' server actions instead of the API (10)
  --instances N    processes of Rowlock, 1–8; a buyer's calls go round them (2)
  --at-once N      how many people act at the same moment (200)
  --seconds N      ends then, instead of with the last; people come again until then (0: ends with the last)
  --faults KINDS   what breaks, at least every 5 s: "all", or of ${faultKinds.join(', ')}
  --seed N         the same seed, the same people and faults (chosen and printed)
  --out FOLDER     where history.jsonl and report.html go (.rowlock/stampede)
  --no-rest        ends with the last buyer, without waiting for lapsed holds and selling what is left
  --no-build       uses the build that is there
  --bundle-only    makes the server anew, and uses the pages that are there
  --help           this

Ends with 1 when anything was violated, a seat was not sold again, next to nothing had an answer, or none of the wanted faults took
place. The history can be judged again: npm run check-history -- FOLDER/history.jsonl`;

/**
 * @typedef {object} Options
 * @property {number} buyers
 * @property {number} seats
 * @property {string} hall a file; empty: so many seats in rows
 * @property {number} payers of 100
 * @property {number} pages of 100
 * @property {number} instances
 * @property {number} atOnce
 * @property {number} seconds
 * @property {import('./fault-kinds.mjs').FaultKind[]} faults
 * @property {number} seed
 * @property {string} out
 * @property {boolean} rest
 * @property {'all' | 'server' | 'nothing'} build
 */

/**
 * @param {string[]} args
 * @returns {Options | null} null: help is wanted
 */
export function readOptions(args) {
  const { values } = readArguments({
    args,
    options: {
      buyers: { type: 'string', default: '1000' },
      seats: { type: 'string', default: '500' },
      hall: { type: 'string', default: '' },
      payers: { type: 'string', default: '12' },
      pages: { type: 'string', default: '10' },
      instances: { type: 'string', default: '2' },
      'at-once': { type: 'string', default: '200' },
      seconds: { type: 'string', default: '0' },
      faults: { type: 'string', default: '' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      out: { type: 'string', default: '.rowlock/stampede' },
      'no-rest': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      'bundle-only': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const payers = wholeNumber('payers', values.payers, 0, 100);
  const faults = wantedFaults(values.faults, payers > 0);
  return {
    buyers: wholeNumber('buyers', values.buyers, 1, 1_000_000),
    seats: wholeNumber('seats', values.seats, 1, 80_000),
    pages: wholeNumber('pages', values.pages, 0, 100),
    instances: wholeNumber('instances', values.instances, 1, 8),
    atOnce: wholeNumber('at-once', values['at-once'], 1, 5000),
    seconds: wholeNumber('seconds', values.seconds, 0, 86_400),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 31),
    ...{ payers, faults, hall: values.hall, out: values.out, rest: !values['no-rest'] },
    build: values['no-build'] ? 'nothing' : values['bundle-only'] ? 'server' : 'all',
  };
}

/**
 * A name that is not heeded would be a run in which less breaks than whoever reads of it thinks.
 * @param {string} text as it was asked for
 * @param {boolean} hasBank
 */
function wantedFaults(text, hasBank) {
  const there = faultKinds.filter((kind) => hasBank || partsOfFaults[kind] !== 'bank');
  const named = text.split(',').flatMap((name) => name.trim() || []);
  if (text !== '' && named.length === 0) throw new Failure(`--faults ${text} names nothing. ${oneOf(there)}`);
  for (const name of named) {
    const kind = faultKinds.find((each) => each === name);
    if (!kind && name !== 'all') throw new Failure(`There is no fault "${name}". ${oneOf(there)}`);
    if (kind && !there.includes(kind))
      throw new Failure(`${kind} needs people who pay: with --payers 0 there is no bank.`);
  }
  return there.filter((kind) => named.includes('all') || named.includes(kind));
}

/** @param {string[]} kinds */
const oneOf = (kinds) => `There are: all, ${kinds.join(', ')}.`;
