import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bundle.mjs';
import { told } from './finding.mjs';
import { plotShares } from './plot-shares.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */
/** What a row found, on what and when. @typedef {{finding: Finding, machine: string, at: string}} Result */

const resultsFile = join(root, 'bench/results.json');
export const reportFile = join(root, 'bench/report.md');

/**
 * Writes a run of all rows out, for programs and for people.
 * @param {Record<string, Result>} results of each row
 * @returns {string} where
 */
export function writeReport(results) {
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(
    join(root, 'bench/shares.svg'),
    plotShares(Object.values(results).map(({ finding }) => finding)),
  );
  writeFileSync(reportFile, reportOf(results));
  return reportFile;
}

/** @param {Record<string, Result>} results */
function reportOf(results) {
  const machines = [
    ...new Set(Object.values(results).map(({ machine }) => machine.replace(/; load .*/, ''))),
  ];
  const sections = Object.entries(results).map(([name, { finding, machine, at }]) => {
    const { title, limit, ours, pairs, checks, notes } = finding;
    const load = /load (.*)/.exec(machine)?.[1];
    return [
      `## ${title}`,
      `\`npm run bench -- --only ${name}\`, ${at.slice(0, 16).replace('T', ' ')} UTC, load ${load}.`,
      ...(limit ? [`- limit: ${limit}`] : []),
      `- ours: ${ours}`,
      ...checks.map((check) => `- **${told(check)}**`),
      ...notes.map((note) => `- ${note}`),
      ...(pairs.length > 0
        ? ['', '| pair | limit, a second | ours, a second | share |', '|---|---|---|---|']
        : []),
      ...pairs.map((pair, n) => {
        const share = ((100 * pair.ours) / pair.limit).toFixed(1);
        return `| ${n + 1} | ${Math.round(pair.limit)} | ${Math.round(pair.ours)} | ${share} % |`;
      }),
    ].join('\n');
  });
  return `# Speed, beside its limits

Written by \`npm run bench\`. Each promise is measured beside what bounds it, in one run and in turn (limit, ours, limit, ours, …), with
the load generator on the same cores; a machine's absolute figures drift, the ratio of a pair does not. Medians, with the least and the
most of the rounds in brackets.

What bounds the promises that are missed is told in [decision 28](../docs/decisions/0028-speed-beside-its-limits.md).

Measured on: ${machines.join(' · ')}.

![Shares of the limits](shares.svg)

${sections.join('\n\n')}
`;
}
