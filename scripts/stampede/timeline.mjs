import { partsOfFaults } from './fault-kinds.mjs';
import { seriesOf } from './series.mjs';

/** @typedef {import('../history/history.mjs').History} History */
/** @typedef {ReturnType<typeof seriesOf>} Series */

const [width, left, right, top] = [960, 72, 16, 34];
const inner = width - left - right;
const laneHeight = 18;
const lanes = ['redis', 'postgres', 'app', 'network', 'bank'];

/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {number} height
 * @property {[name: string, label: string, values: number[]][]} lines
 * @property {boolean} [isArea] the first line is filled
 * @property {boolean} [isLog] from one millisecond to ten seconds, each tenth as far as the next
 */

/** @type {Record<string, (series: Series) => Panel>} */
const panels = {
  sales: ({ sold }) => ({
    ...{ title: 'Seats sold', height: 130, lines: [['sold', 'sold', sold]], isArea: true },
  }),
  operations: ({ ok, refused, unknown }) => ({
    ...{ title: 'Answers a second', height: 120 },
    lines: [
      ['ok', 'granted', ok],
      ['refused', 'refused', refused],
      ['unknown', 'none, or 503', unknown],
    ],
  }),
  latency: ({ median, p99 }) => ({
    ...{ title: 'Time to an answer', height: 150, isLog: true },
    lines: [
      ['p99', '99 of 100', p99],
      ['median', 'half of them', median],
    ],
  }),
};

/**
 * A drawing of a run over time, which stands by itself: what happened, and below it what was broken meanwhile.
 * @param {History} history
 * @param {(keyof typeof panels)[]} names
 * @returns {string} SVG
 */
export function drawTimeline(history, names) {
  const series = seriesOf(history);
  const shown = names.flatMap((name) => panels[name]?.(series) ?? []);
  let y = 0;
  const drawn = shown.map((panel) => {
    const at = y;
    y += panel.height + top + 14;
    return `<g transform="translate(0 ${at})">${drawPanel(panel, series, history)}</g>`;
  });
  const used = lanes.filter((lane) => history.faults.some(({ kind }) => laneOf(kind) === lane));
  const below = used.map((lane, n) => drawLane(lane, y + n * laneHeight, series, history)).join('');
  const bottom = y + used.length * laneHeight;
  const ticks = timeTicks(series.end).map(
    (second) =>
      `<text class="tick" x="${x(second * 1000, series)}" y="${bottom + 18}" text-anchor="middle">${second} s</text>`,
  );
  return `<svg class="timeline" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 28}" role="img"
 aria-label="${shown.map(({ title }) => title).join(', ')}, and faults over time">
<style>${style}</style><rect class="paper" width="${width}" height="${bottom + 28}" rx="10"/>
${drawn.join('\n')}\n${below}${ticks.join('')}</svg>`;
}

/** @param {number} time @param {Series} series */
const x = (time, { end }) => Math.round((left + (inner * time) / end) * 10) / 10;

/** @param {string} kind */
const laneOf = (kind) => Object.entries(partsOfFaults).find(([name]) => name === kind)?.[1] ?? 'app';

/** @param {Panel} panel @param {Series} series @param {History} history */
function drawPanel({ title, height, lines, isArea, isLog }, series, { faults }) {
  const most = roundUp(Math.max(1, ...lines.flatMap(([, , values]) => values.filter((value) => value >= 0))));
  const share = (/** @type {number} */ value) => (isLog ? Math.log10(Math.max(1, value)) / 4 : value / most);
  const yOf = (/** @type {number} */ value) =>
    Math.round((top + height * (1 - Math.min(1, share(value)))) * 10) / 10;
  const levels = isLog ? [1, 10, 100, 1000, 10_000] : [0, most / 2, most];
  const grid = levels.map((level) => {
    const label = isLog ? (level < 1000 ? `${level} ms` : `${level / 1000} s`) : level;
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${yOf(level)}" y2="${yOf(level)}"/><text class="tick" x="${left - 8}" y="${yOf(level) + 4}" text-anchor="end">${label}</text>`;
  });
  const bands = faults.map(({ from, to }) => {
    const wide = Math.max(1.5, x(to, series) - x(from, series));
    return `<rect class="band" x="${x(from, series)}" y="${top}" width="${wide}" height="${height}"/>`;
  });
  const drawn = lines.map(([name, , values], n) => {
    const points = values.map((value, at) =>
      Number.isNaN(value) ? '' : `${x(Math.min(series.end, (at + 0.5) * series.step), series)},${yOf(value)}`,
    );
    const base = `${x(series.end, series)},${top + height} ${left},${top + height}`;
    const area =
      isArea && n === 0 ? `<polygon class="area ${name}" points="${points.join(' ')} ${base}"/>` : '';
    // An empty place is a gap in the line.
    const stretches = points.join(' ').split(/ {2,}/);
    return `${area}${stretches.map((its) => `<polyline class="line ${name}" points="${its.trim()}"/>`).join('')}`;
  });
  const legend = lines.map(([name, label], n) => {
    const at = width - right - (lines.length - n) * 110;
    return `<circle class="dot ${name}" cx="${at}" cy="20" r="4"/><text class="tick" x="${at + 9}" y="24">${label}</text>`;
  });
  return `<text class="title" x="${left}" y="24">${title}</text>${lines.length > 1 ? legend.join('') : ''}${bands.join('')}${grid.join('')}${drawn.join('')}`;
}

/** @param {string} lane @param {number} y @param {Series} series @param {History} history */
function drawLane(lane, y, series, { faults }) {
  const its = faults.filter(({ kind }) => laneOf(kind) === lane);
  const bars = its.map(({ kind, from, to }) => {
    const wide = Math.max(3, x(to, series) - x(from, series));
    return `<rect class="fault" x="${x(from, series)}" y="${y + 3}" width="${wide}" height="${laneHeight - 6}" rx="3"><title>${kind}, ${(from / 1000).toFixed(1)}–${(to / 1000).toFixed(1)} s</title></rect>`;
  });
  return `<text class="tick" x="${left - 8}" y="${y + 13}" text-anchor="end">${lane}</text><line class="grid" x1="${left}" x2="${width - right}" y1="${y + laneHeight / 2}" y2="${y + laneHeight / 2}"/>${bars.join('')}`;
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10, 20 … @param {number} value */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => value <= step * power) ?? 10);
}

/** Whole seconds, about eight of them. @param {number} end milliseconds */
function timeTicks(end) {
  const every = roundUp(end / 8000);
  return Array.from({ length: Math.floor(end / 1000 / every) + 1 }, (_, n) => n * every);
}

const style = `
.timeline { --paper: #ffffff; --ink: #1b1d22; --soft: #666c78; --grid: #e4e6eb; --blue: #2468c8; --green: #178a55; --amber: #b07900;
  --red: #cf3c36; font: 12px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .timeline { --paper: #16181d; --ink: #eceef2; --soft: #9aa1ad; --grid: #2c3038; --blue: #6aa6ff;
  --green: #45c48a; --amber: #e0a93a; --red: #ff7a72; } }
.timeline .paper { fill: var(--paper); } .timeline .title { fill: var(--ink); font-weight: 600; font-size: 14px; }
.timeline .tick { fill: var(--soft); } .timeline .grid { stroke: var(--grid); } .timeline .line { fill: none; stroke-width: 1.8;
  stroke-linejoin: round; stroke: var(--c); } .timeline .area { fill: var(--c); opacity: .16; } .timeline .dot { fill: var(--c); }
.timeline .sold, .timeline .ok { --c: var(--green); } .timeline .median { --c: var(--blue); } .timeline .refused { --c: var(--amber); }
.timeline .p99, .timeline .unknown { --c: var(--red); } .timeline .band { fill: var(--red); opacity: .06; } .timeline .fault { fill: var(--red); opacity: .75; }
`;
