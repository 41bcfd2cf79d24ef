/** Steps under way, with the time each began. On a terminal they share one status line at the bottom. */
/** @type {Map<string, number>} */
const running = new Map();
/** @type {NodeJS.Timeout | undefined} */
let ticker;
const onTerminal = Boolean(process.stdout.isTTY);
const clearLine = onTerminal ? '\r\x1b[K' : '';
/** Without a terminal a line now and then says that a long step is alive. */
const tickMilliseconds = onTerminal ? 250 : 10_000;

/** @param {number} since */
function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

function showRunning() {
  const line = [...running].map(([label, since]) => `${label} (${elapsed(since)})`).join(' · ');
  if (!line) return;
  if (onTerminal) process.stdout.write(`${clearLine}… ${line}`.slice(0, (process.stdout.columns || 80) + 3));
  else console.log(`  … ${line}`);
}

/**
 * One line to the reader, above the status line.
 * @param {string} line
 */
export function say(line) {
  if (onTerminal && running.size > 0) process.stdout.write(clearLine);
  console.log(line);
  if (onTerminal) showRunning();
}

/**
 * Does one piece of work and shows what it is and how long it takes.
 * @template T
 * @param {string} label what is being done: "Installing dependencies"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const since = Date.now();
  running.set(label, since);
  ticker ??= setInterval(showRunning, tickMilliseconds);
  if (onTerminal) showRunning();
  else console.log(`  ${label} …`);
  let mark = '✗';
  try {
    const result = await work();
    mark = '✓';
    return result;
  } finally {
    running.delete(label);
    say(`${mark} ${label} (${elapsed(since)})`);
    if (running.size === 0) {
      clearInterval(ticker);
      ticker = undefined;
    }
  }
}
