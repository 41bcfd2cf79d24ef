import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Failure } from '../failure.mjs';

const seatsARow = 25;

/**
 * A hall: its drawing, and each seat's category in the order in which the drawing has them (docs/seating-plans.md).
 * @typedef {{plan: object, categories: string[]}} Hall
 */

/** @typedef {{zones: {rows: {seats: {category: string}[]}[]}[]}} Plan */

/**
 * A hall that somebody drew.
 * @param {string} file
 * @returns {Hall}
 */
export function readHall(file) {
  if (!existsSync(file)) throw new Failure(`${file}: there is no such seating plan.`);
  /** @type {Plan} */
  const plan = JSON.parse(readFileSync(file, 'utf8'));
  const seats = plan.zones.flatMap(({ rows }) => rows.flatMap((row) => row.seats));
  if (seats.length === 0) throw new Failure(`${file} has no seats. See: npm run plan -- check ${file}`);
  return { plan, categories: seats.map(({ category }) => category) };
}

/**
 * So many seats in rows.
 * @param {number} count
 * @returns {Hall}
 */
export function plainHall(count) {
  return { plan: planOf(count), categories: new Array(count).fill('R') };
}

/** @param {number} count */
function planOf(count) {
  const rows = Array.from({ length: Math.ceil(count / seatsARow) }, (_, r) => ({
    row_number: String(r + 1),
    row_number_position: 'both',
    position: { x: 20, y: 40 + r * 24 },
    seats: Array.from({ length: Math.min(seatsARow, count - r * seatsARow) }, (_, n) => ({
      seat_guid: randomUUID(),
      seat_number: String(n + 1),
      position: { x: n * 22, y: 0 },
      category: 'R',
    })),
  }));
  return {
    name: 'Stampede',
    categories: [{ name: 'R', color: '#4477aa' }],
    size: { width: 60 + seatsARow * 22, height: 80 + rows.length * 24 },
    zones: [{ name: 'Floor', position: { x: 0, y: 0 }, rows, areas: [] }],
  };
}
