/** Plots as SVG, without a library: they are shown where they are written, and on a page that shows the repository. */

/** @param {unknown} text */
export const plain = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Values from left to right as lines over one another, on one scale from nothing to the most.
 * @param {[string, number[]][]} lines each with the class that colours it
 * @param {number} width
 * @param {number} height
 */
export function polylines(lines, width, height) {
  const most = Math.max(1, ...lines.flatMap(([, values]) => values));
  const drawn = lines.map(([name, values]) => {
    const points = values.map(
      (value, n) => `${(width * n) / Math.max(1, values.length - 1)},${height - (height * value) / most}`,
    );
    return `<polyline class="${name}" points="${points.join(' ')}"><title>${name}</title></polyline>`;
  });
  return { most, drawn: drawn.join('') };
}

/** What lines, bars and marks look like, on light paper as on dark. */
export const plotStyle = `polyline { fill: none; stroke-width: 2; stroke: #2a7de1; }
.ok, .sold { stroke: #189a5b; } .refused { stroke: #b98a00; } .unknown, .p99 { stroke: #d2433d; }`;

/**
 * A picture that stands alone in a file.
 * @param {number} width
 * @param {number} height
 * @param {string} title
 * @param {string} drawn
 */
export function styledSvg(width, height, title, drawn) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${plain(title)}">
<style>
${plotStyle}
text { font: 14px system-ui, sans-serif; fill: #57606a; }
rect.ok { fill: #189a5b; stroke: none; } rect.missed { fill: #d2433d; }
.apart { stroke: #57606a; stroke-width: 2; } .goal { stroke: #57606a; stroke-width: 3; stroke-dasharray: 3 2; }
@media (prefers-color-scheme: dark) { text { fill: #adbac7; } .apart, .goal { stroke: #adbac7; } }
</style>
${drawn}
</svg>
`;
}
