import { writeFile } from 'node:fs/promises';
import { plain, plotStyle, polylines } from '../plot.mjs';
import { quantile } from './progress.mjs';

/** @typedef {import('../history/history.mjs').History} History */

const [width, height] = [900, 180];

/**
 * A page of its own that shows a run: sales and latency over time with the faults behind them, who got which seat, what was
 * violated.
 * @param {string} file
 * @param {History} history
 * @param {import('../history/check-history.mjs').Violation[]} violations
 * @param {import('./options.mjs').Options} options
 */
export async function writeReport(file, history, violations, options) {
  const seconds = Math.max(1, Math.ceil(Math.max(...lastTimes(history)) / 1000));
  const bySecond = Array.from({ length: seconds }, (_, second) => {
    const its = history.operations.filter(({ to }) => Math.floor(to / 1000) === second);
    const took = its.map(({ from, to }) => to - from).sort((a, b) => a - b);
    return { its, median: quantile(took, 0.5), p99: quantile(took, 0.99) };
  });
  const sold = [0];
  for (const { its } of bySecond) {
    const by = its.reduce((sum, operation) => sum + soldBy(operation), 0);
    sold.push((sold.at(-1) ?? 0) + by);
  }
  const bands = history.faults.map(({ kind, from, to }) => {
    const x = (width * from) / (seconds * 1000);
    const wide = Math.max(2, (width * (to - from)) / (seconds * 1000));
    return `<rect x="${x}" width="${wide}" height="${height}" class="fault"><title>${plain(kind)}</title></rect>`;
  });
  const plot = (/** @type {string} */ title, /** @type {[string, number[]][]} */ lines) => {
    const { most, drawn } = polylines(lines, width, height);
    return `<h2>${title} <small>up to ${Math.round(most)}</small></h2>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">${bands.join('')}${drawn}</svg>`;
  };
  const verdict = violations.length === 0 ? 'No violation' : `${violations.length} violations`;
  const parts = [
    `<h1>Stampede: ${verdict}</h1>`,
    `<p>${plain(JSON.stringify(options))}</p>`,
    `<p>${history.operations.length} operations, ${history.bookings.length} bookings.</p>`,
    plot('Seats sold', [['sold', sold]]),
    plot('Operations a second', [
      ['ok', bySecond.map(({ its }) => its.filter(({ outcome }) => outcome === 'ok').length)],
      ['refused', bySecond.map(({ its }) => its.filter(({ outcome }) => outcome === 'refused').length)],
      ['unknown', bySecond.map(({ its }) => its.filter(({ outcome }) => outcome === 'unknown').length)],
    ]),
    plot('Milliseconds an answer: median and p99', [
      ['median', bySecond.map(({ median }) => median)],
      ['p99', bySecond.map(({ p99 }) => p99)],
    ]),
    '<h2>Who has which seat</h2>',
    winners(history),
    `<h2>Violations</h2><ul>${violations.map(({ rule, text }) => `<li>${plain(rule)}: ${plain(text)}</li>`).join('')}</ul>`,
  ];
  await writeFile(file, page(parts.join('\n')));
}

/** @param {History} history */
function lastTimes({ operations }) {
  return [0, operations.reduce((last, { to }) => Math.max(last, to), 0)];
}

/** @param {import('../history/history.mjs').Operation} operation */
function soldBy({ kind, outcome, seats = [] }) {
  if (outcome !== 'ok') return 0;
  return kind === 'book' ? seats.length : 0;
}

/** @param {History} history */
function winners({ bookings, seats }) {
  const owners = new Map(
    bookings.flatMap(({ buyer, seats: its }) =>
      its.filter(({ live }) => live).map(({ seat }) => [seat, buyer]),
    ),
  );
  const wide = 50;
  const size = width / wide;
  const cells = [...seats.keys()].map((seat, n) => {
    const owner = owners.get(seat);
    const hue = owner ? [...owner].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 360, 7) : 0;
    const colour = owner ? `hsl(${hue} 60% 50%)` : 'none';
    return `<rect x="${(n % wide) * size}" y="${Math.floor(n / wide) * size}" width="${size - 2}" height="${size - 2}" fill="${colour}" stroke="currentColor" stroke-width=".3"><title>${plain(seat)}: ${plain(owner ?? 'nobody')}</title></rect>`;
  });
  return `<svg viewBox="0 0 ${width} ${Math.ceil(seats.size / wide) * size}" role="img" aria-label="Seats">${cells.join('')}</svg>`;
}

/** @param {string} body */
function page(body) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stampede</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
svg { width: 100%; height: auto; background: color-mix(in srgb, currentColor 5%, transparent); border-radius: 8px; }
${plotStyle}
.fault { fill: #d2433d; opacity: .18; }
small { font-weight: normal; opacity: .7; } p { overflow-wrap: anywhere; }
</style>
${body}
</html>`;
}
