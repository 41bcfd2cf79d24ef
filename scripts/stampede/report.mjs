import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plain } from '../plot.mjs';
import { drawHalls } from './hall-picture.mjs';
import { drawTimeline } from './timeline.mjs';

/** @typedef {import('../history/history.mjs').History} History */
/** @typedef {import('../history/check-history.mjs').Violation} Violation */

/**
 * What was found of a run.
 * @typedef {object} Findings
 * @property {Violation[]} violations
 * @property {string[]} failures what else went wrong, in a sentence each
 * @property {string[]} missing kinds of faults that were wanted and did not take place
 */

const violationsShown = 50;

/**
 * A page of its own that shows a run: what happened over time with the faults below, who got which seat, what was answered, what
 * was violated. The drawing over time is a file beside it too.
 * @param {string} folder
 * @param {History} history
 * @param {Findings} findings
 * @param {ReturnType<typeof import('./verdict.mjs').figuresOf>} figures
 * @param {import('./options.mjs').Options} options
 * @returns {string} its file
 */
export function writeReport(folder, history, { violations, failures, missing }, figures, options) {
  writeFileSync(join(folder, 'timeline.svg'), drawTimeline(history, ['sales', 'latency']));
  const isSound = violations.length === 0 && failures.length === 0;
  const many = violations.length === 1 ? '1 violation' : `${violations.length} violations`;
  const verdict = isSound ? 'No violation' : violations.length > 0 ? many : 'Failed';
  const share = (100 * figures.acknowledged) / Math.max(1, figures.operations);
  const tiles = [
    [figures.operations.toLocaleString('en'), 'operations'],
    [figures.aSecond.toLocaleString('en'), 'a second'],
    [`${share.toFixed(1)} %`, 'with an answer'],
    [duration(figures.median), 'half of them within'],
    [duration(figures.p99), '99 of 100 within'],
    [figures.bookings.toLocaleString('en'), 'bookings'],
    [figures.paid.toLocaleString('en'), 'paid for in the end'],
    [figures.faults, 'faults'],
  ];
  const said = violations.slice(0, violationsShown);
  const parts = [
    `<header class="${isSound ? 'sound' : 'broken'}"><p>Stampede, seed ${options.seed}</p><h1>${verdict}</h1></header>`,
    `<dl>${tiles.map(([value, label]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('')}</dl>`,
    ...section('Why it failed', failures.map(plain)),
    ...section(
      'Violations',
      said.map(({ rule, text }) => `<b>${plain(rule)}</b> ${plain(text)}`),
    ),
    ...section('Faults that did not take place', missing.map(plain)),
    '<h2>Over time</h2>',
    drawTimeline(history, ['sales', 'operations', 'latency']),
    '<h2>Who has which seat in the end</h2>',
    drawHalls(history),
    '<h2>What was answered</h2>',
    answers(history),
    `<h2>How it was run</h2><p><code>${plain(command(options))}</code></p>`,
  ];
  const file = join(folder, 'report.html');
  writeFileSync(file, page(parts.join('\n')));
  return file;
}

/**
 * A heading with its list; nothing where the list is empty.
 * @param {string} heading
 * @param {string[]} items
 */
function section(heading, items) {
  if (items.length === 0) return [];
  const list = items.map((item) => `<li>${item}</li>`).join('');
  return [`<h2>${heading}</h2><ul class="findings">${list}</ul>`];
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param {import('./options.mjs').Options} options */
function command({ buyers, seats, hall, instances, atOnce, seconds, payers, pages, faults, seed }) {
  const named = { buyers, seats, instances, 'at-once': atOnce, seconds, payers, pages, seed };
  const args = Object.entries(named).map(([name, value]) => `--${name} ${value}`);
  if (hall) args.push(`--hall ${hall}`);
  if (faults.length > 0) args.push(`--faults ${faults.join(',')}`);
  return `npm run stampede -- ${args.join(' ')}`;
}

/** How often each kind of call heard what. @param {History} history */
function answers({ operations }) {
  /** @type {Map<string, Map<string, number>>} */
  const heard = new Map();
  for (const { kind, outcome, refusal, status } of operations) {
    const its = heard.get(kind) ?? new Map();
    heard.set(kind, its);
    const what =
      outcome === 'ok' ? 'granted' : (refusal ?? (status === 0 ? 'no answer' : `status ${status}`));
    its.set(what, (its.get(what) ?? 0) + 1);
  }
  const rows = [...heard].map(([kind, its]) => {
    const all = [...its]
      .sort((a, b) => b[1] - a[1])
      .map(([what, count]) => `${plain(what)} ${count.toLocaleString('en')}`);
    return `<tr><th>${kind}</th><td>${all.join(' · ')}</td></tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

/** @param {string} body */
function page(body) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stampede</title>
<style>${style}</style>
<main>${body}</main>
</html>`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: light-dark(#e4e6eb, #2c3038); --soft: light-dark(#666c78, #9aa1ad);
  --good: light-dark(#178a55, #45c48a); --bad: light-dark(#cf3c36, #ff7a72); background: light-dark(#f5f6f8, #0f1115); color: light-dark(#1b1d22, #eceef2); }
body { margin: 0; } main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
header { border-left: 6px solid var(--good); padding-left: 1rem; } header.broken { border-color: var(--bad); }
header p { margin: 0; color: var(--soft); } h1 { margin: 0; font-size: 2.4rem; line-height: 1.15; color: var(--good); } .broken h1 { color: var(--bad); }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; } h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; }
dl div { display: flex; flex-direction: column-reverse; justify-content: flex-end; background: light-dark(#fff, #16181d); border: 1px solid var(--line); border-radius: 10px; padding: .6rem .75rem; }
dd { margin: 0; font-size: 1.3rem; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap; } dt { color: var(--soft); font-size: .8rem; }
svg { display: block; width: 100%; height: auto; } .timeline { border: 1px solid var(--line); border-radius: 10px; }
.hall .free { fill: none; stroke: var(--line); } .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: .6rem 0 0; list-style: none; font-size: .9rem; }
.legend i { display: inline-block; width: .8em; height: .8em; border-radius: 3px; margin-right: .4em; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; }
code { overflow-wrap: anywhere; font-size: .85rem; } .findings { overflow-wrap: anywhere; }
`;
