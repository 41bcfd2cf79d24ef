/** Plots as SVG, without a library: they are shown where they are written, and on a page that shows the repository. */

/** @param {unknown} text */
export const plain = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

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
text { font: 14px system-ui, sans-serif; fill: #57606a; }
rect.ok { fill: #189a5b; } rect.missed { fill: #d2433d; }
.apart { stroke: #57606a; stroke-width: 2; } .goal { stroke: #57606a; stroke-width: 3; stroke-dasharray: 3 2; }
@media (prefers-color-scheme: dark) { text { fill: #adbac7; } .apart, .goal { stroke: #adbac7; } }
</style>
${drawn}
</svg>
`;
}
