// `npm run soak`: a crowd for twenty minutes, and whether the process that serves it keeps its memory flat (docs/proof.md).
import './node-version.mjs';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const { root } = await import('./bundle.mjs');
const { Failure, runToTheEnd } = await import('./failure.mjs');
const { styledSvg } = await import('./plot.mjs');
const { runProgram } = await import('./programs.mjs');
const { readArguments } = await import('./read-arguments.mjs');
const { withEnds } = await import('./with-ends.mjs');
const { readHistory } = await import('./history/history.mjs');
const { judgeMemory } = await import('./stampede/memory.mjs');

const help = `npm run soak: a stampede for a long time at one process of Rowlock. Fails where anything is violated, or where its memory
is not flat: after the first quarter, a line through what the process has in memory, and one through the least it uses
in each minute, may rise by 5 % at most.

  --minutes N    how long (20)
  --out FOLDER   where history.jsonl, report.html and memory.svg go (.rowlock/soak)
  --no-build     uses the build that is there
  --help         this`;

/** Always the same load: no more people at once than are answered at once, as its queue would count as memory. */
const load = '--instances 1 --buyers 1000 --seats 2000 --at-once 40 --seed 7 --no-rest'.split(' ');
const [width, height] = [900, 180];
const megabyte = 1024 * 1024;

async function main() {
  const { values } = readArguments({
    options: {
      minutes: { type: 'string', default: '20' },
      out: { type: 'string', default: '.rowlock/soak' },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(help);
  const minutes = Number(values.minutes);
  if (!(minutes >= 1)) throw new Failure(`--minutes has to be 1 or more, not "${values.minutes}".`);
  const out = resolve(root, values.out);
  const args = [...load, '--seconds', String(Math.round(minutes * 60)), '--out', out];
  const stampede = join(root, 'scripts/stampede.mjs');
  const { succeeded } = await withEnds((ends) => {
    const build = values['no-build'] ? ['--no-build'] : [];
    const running = runProgram(process.execPath, [stampede, ...args, ...build], { show: true });
    ends.push(() => running);
    return running;
  });
  const { memory } = await readHistory(join(out, 'history.jsonl'));
  const { resident, heap, isFlat } = judgeMemory(memory);
  writeFileSync(join(out, 'memory.svg'), plotted(memory));
  console.log(
    `\nMemory after the first quarter of ${minutes} minutes: resident ${risen(resident)}, in use ${risen(heap)}: ${isFlat ? 'flat' : 'NOT FLAT'}\n${join(out, 'memory.svg')}`,
  );
  if (!isFlat || !succeeded) process.exitCode = 1;
}

/** @param {{from: number, to: number, rise: number}} line */
function risen({ from, to, rise }) {
  const sign = rise < 0 ? '−' : '+';
  return `${(from / megabyte).toFixed(0)} → ${(to / megabyte).toFixed(0)} MB (${sign}${Math.abs(100 * rise).toFixed(1)} %)`;
}

/** @param {import('./stampede/memory.mjs').MemorySample[]} samples */
function plotted(samples) {
  const most = Math.max(1, ...samples.map(({ resident }) => resident));
  const line = (/** @type {'resident' | 'heap'} */ of, /** @type {string} */ colour) => {
    const points = samples.map(
      (sample, n) =>
        `${((width * n) / Math.max(1, samples.length - 1)).toFixed(1)},${(height * (1 - sample[of] / most)).toFixed(1)}`,
    );
    return `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.join(' ')}"/>`;
  };
  const minutes = ((samples.at(-1)?.at ?? 0) / 60_000).toFixed(0);
  const said = `Resident (red) and heap (green) over ${minutes} minutes, from 0 to ${(most / megabyte).toFixed(0)} MB`;
  const drawn = [line('resident', '#d2433d'), line('heap', '#189a5b')].join('\n');
  return styledSvg(width, height + 30, said, `${drawn}\n<text x="4" y="${height + 22}">${said}</text>`);
}

await runToTheEnd(main);
