import { showOf } from '../history/history.mjs';

/** @typedef {import('../history/history.mjs').History} History */

const [width, seatsARow, gap] = [960, 50, 3];
const size = width / seatsARow;

/** A colour for each kind that a seat went to; those of a show with the most seats first. */
const colours = '#4e79a7 #f28e2b #59a14f #e15759 #b07aa1 #edc948 #76b7b2 #9c755f #d37295 #8a8f98'.split(' ');

/**
 * Each show's seats, coloured by what the buyer was like who has them in the end.
 * @param {History} history
 * @returns {string} HTML
 */
export function drawHalls({ operations, bookings, seats, keys }) {
  // A booking whose answer nobody heard is found by its key.
  const likes = new Map(
    operations.flatMap(({ buyer, key, like }) => (key && like ? [[`${buyer} ${key}`, like]] : [])),
  );
  const likesOfCodes = new Map(keys.map(({ buyer, key, code }) => [code, likes.get(`${buyer} ${key}`)]));
  const owners = new Map(
    bookings.flatMap(({ code, buyer, seats: its }) =>
      its
        .filter(({ live }) => live)
        .map(({ seat }) => [seat, { buyer, like: likesOfCodes.get(code) ?? 'somebody' }]),
    ),
  );
  /** @type {Map<string, string[]>} */
  const shows = new Map();
  for (const seat of seats.keys()) {
    const its = shows.get(showOf(seat));
    if (its) its.push(seat);
    else shows.set(showOf(seat), [seat]);
  }
  const largestFirst = [...shows].sort((a, b) => b[1].length - a[1].length);
  return largestFirst.map(([show, its]) => drawHall(show, its, owners)).join('\n');
}

/**
 * @param {string} show
 * @param {string[]} seats
 * @param {Map<string, {buyer: string, like: string}>} owners
 */
function drawHall(show, seats, owners) {
  const ordered = seats.sort((a, b) => placeOf(a) - placeOf(b));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const seat of ordered) {
    const like = owners.get(seat)?.like;
    if (like) counts.set(like, (counts.get(like) ?? 0) + 1);
  }
  const kinds = [...counts].sort((a, b) => b[1] - a[1]);
  const colourOf = (/** @type {string} */ like) =>
    colours[kinds.findIndex(([kind]) => kind === like) % colours.length];
  const cells = ordered.map((seat, n) => {
    const owner = owners.get(seat);
    const look = owner ? `fill="${colourOf(owner.like)}"` : 'class="free"';
    const at = `x="${(n % seatsARow) * size}" y="${Math.floor(n / seatsARow) * size}"`;
    const told = owner ? `${owner.buyer} (${owner.like})` : 'nobody';
    return `<rect ${at} width="${size - gap}" height="${size - gap}" rx="4" ${look}><title>${seat}: ${told}</title></rect>`;
  });
  const legend = kinds.map(
    ([like, count]) => `<li><i style="background:${colourOf(like)}"></i>${like} ${count}</li>`,
  );
  const left = ordered.length - [...counts.values()].reduce((sum, count) => sum + count, 0);
  return `<h3>${show}: ${ordered.length - left} of ${ordered.length} sold</h3>
<svg class="hall" viewBox="0 0 ${width} ${Math.ceil(ordered.length / seatsARow) * size}" role="img" aria-label="Who has which seat of ${show}">${cells.join('')}</svg>
<ul class="legend">${legend.join('')}</ul>`;
}

/** @param {string} seat */
const placeOf = (seat) => Number(seat.slice(seat.lastIndexOf('-') + 1));
