import { plain, styledSvg } from '../../scripts/plot.mjs';

const [width, rowHeight, left] = [900, 34, 330];

/**
 * A bar for each share of a limit: from the least round to the most, the median a line across it, the goal a mark.
 * @param {import('./finding.mjs').Finding[]} findings
 */
export function plotShares(findings) {
  const shares = findings.flatMap(({ title, checks }) =>
    checks.flatMap((check) => (check.unit === '%' && check.least !== undefined ? [{ title, check }] : [])),
  );
  const most = Math.max(100, ...shares.map(({ check }) => check.value.most));
  const x = (/** @type {number} */ share) => left + ((width - left - 60) * share) / most;
  const bars = shares.map(({ title, check }, row) => {
    const { median, least } = check.value;
    const y = row * rowHeight + 10;
    const name = `<text x="${left - 12}" y="${y + 14}" text-anchor="end">${plain(title)}</text>`;
    const bar = `<rect class="${median >= (check.least ?? 0) ? 'ok' : 'missed'}" x="${left}" y="${y}" width="${x(median) - left}" height="18" rx="3"/>`;
    const apart = `<line x1="${x(least)}" x2="${x(check.value.most)}" y1="${y + 9}" y2="${y + 9}" class="apart"/>`;
    const goal = `<line x1="${x(check.least ?? 0)}" x2="${x(check.least ?? 0)}" y1="${y - 4}" y2="${y + 22}" class="goal"/>`;
    return `${name}${bar}${apart}${goal}<text x="${x(Math.max(median, check.value.most)) + 8}" y="${y + 14}">${median.toFixed(0)} %</text>`;
  });
  return styledSvg(
    width,
    shares.length * rowHeight + 12,
    'Shares of the limits; the mark is the goal',
    bars.join('\n'),
  );
}
