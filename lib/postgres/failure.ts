/** What a database error calls for: the whole transaction again, an outage told to the caller, or it is a bug. */
type Failure = 'retry' | 'unavailable' | 'bug';

/** Deadlock, serialization failure: nothing happened, another try may pass. */
const retryCodes = new Set(['40P01', '40001', 'P2034']);

const unavailableCodes = new Set([
  ...['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  // shutting down, crash, cannot connect now, statement timeout, lock timeout, too many connections, idle timeouts
  ...['57P01', '55P03', '57P02', '57P03', '57014', '53300', '25P03', '57P05'],
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ENETUNREACH',
  ],
]);

const unavailableKinds = new Set([
  ...[
    'DatabaseNotReachable',
    'ConnectionClosed',
    'SocketTimeout',
    'TooManyConnections',
    'TlsConnectionError',
  ],
]);

// pg says these in words alone.
const unavailableWords =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end|Can't reach database|server closed the connection|not queryable/i;

/** Everything in an error that may name its cause: Prisma wraps the driver's error several times. */
function clues(error: unknown, depth = 0): { codes: string[]; words: string } {
  const found = { codes: [] as string[], words: '' };
  if (depth > 6 || typeof error !== 'object' || error === null) return found;
  const record = error as Record<string, unknown>;
  for (const name of ['code', 'originalCode', 'kind', 'errorCode']) {
    if (typeof record[name] === 'string') found.codes.push(record[name]);
  }
  for (const name of ['message', 'originalMessage']) {
    if (typeof record[name] === 'string') found.words += `${record[name]}\n`;
  }
  for (const name of ['cause', 'meta', 'driverAdapterError', 'error', 'errors']) {
    const inner = clues(record[name], depth + 1);
    found.codes.push(...inner.codes);
    found.words += inner.words;
  }
  if (Array.isArray(error)) for (const each of error) found.codes.push(...clues(each, depth + 1).codes);
  return found;
}

/** Tells what kind of failure an error thrown by Prisma or pg is. */
export function failureOf(error: unknown): Failure {
  const { codes, words } = clues(error);
  if (codes.some((code) => retryCodes.has(code))) return 'retry';
  if (codes.some((code) => unavailableCodes.has(code) || unavailableKinds.has(code) || /^08/.test(code))) {
    return 'unavailable';
  }
  return unavailableWords.test(words) ? 'unavailable' : 'bug';
}
