/**
 * Inside an interactive transaction only its own client may be called: a call on the process's client waits for a
 * second connection while holding the first, and enough of those at once starve the pool for good.
 * @param {string} source
 * @returns {string[]}
 */
export function findClientInTransaction(source) {
  const starts = [...source.matchAll(/\$transaction\(\s*async\s*\(?\s*(\w+)/g)];
  return starts.flatMap((start) => {
    const body = untilClosed(source, start.index + '$transaction'.length);
    return /\bprisma\s*(?:\(\s*\))?\s*\.\s*[\w$]/.test(body)
      ? [`calls prisma inside a transaction; use its client "${start[1]}"`]
      : [];
  });
}

/**
 * @param {string} source
 * @param {number} open where a bracket opens
 */
function untilClosed(source, open) {
  let depth = 0;
  for (let index = open; index < source.length; index += 1) {
    if (source[index] === '(') depth += 1;
    if (source[index] === ')') depth -= 1;
    if (depth === 0) return source.slice(open, index);
  }
  return source.slice(open);
}
