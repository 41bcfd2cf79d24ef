/**
 * What is known of an answer once it is whole: its first word (HTTP: the status), and its length on the wire.
 * @typedef {{word: string, bytes: number}} Answer
 */

/** Reads one answer after another off a connection; null while it is not whole. @typedef {(chunk: Buffer) => Answer | null} Reader */

/**
 * Collects what comes until it is whole. One question is under way on a connection at a time, so nothing follows it.
 * @param {(held: Buffer) => string | null} wordOf null while it is not whole
 * @returns {Reader}
 */
function wholeAnswers(wordOf) {
  /** @type {Buffer} */
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const word = wordOf(held);
    if (word === null) return null;
    const bytes = held.length;
    held = Buffer.alloc(0);
    return { word, bytes };
  };
}

/** Of HTTP/1.1: the status. */
export const httpAnswers = () =>
  wholeAnswers((held) => {
    const end = held.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const head = held.toString('latin1', 0, end);
    const length = /content-length: *(\d+)/i.exec(head)?.[1];
    const whole =
      length === undefined
        ? held.toString('latin1', held.length - 5) === '0\r\n\r\n'
        : held.length >= end + 4 + Number(length);
    return whole ? head.slice(9, 12) : null;
  });

/** Of Redis: the first word of the answer, an error whole. */
export const redisAnswers = () => wholeAnswers((held) => (endOfReply(held, 0) > 0 ? firstWord(held) : null));

/**
 * @param {Buffer} held
 * @param {number} at
 * @returns {number} where the reply that begins there ends; -1: not whole yet
 */
function endOfReply(held, at) {
  const lineEnd = held.indexOf('\r\n', at);
  if (lineEnd < 0) return -1;
  const sign = held[at];
  if (sign !== 0x24 && sign !== 0x2a) return lineEnd + 2;
  const count = Number(held.toString('latin1', at + 1, lineEnd));
  // A text of `count` bytes.
  if (sign === 0x24) {
    const end = lineEnd + 2 + (count < 0 ? 0 : count + 2);
    return end <= held.length ? end : -1;
  }
  let next = lineEnd + 2;
  for (let each = 0; each < count && next > 0; each += 1) next = endOfReply(held, next);
  return next;
}

/** @param {Buffer} held */
function firstWord(held) {
  const lines = held.toString('latin1', 0, 200).split('\r\n');
  return lines.find((line) => !/^[$*]/.test(line)) ?? '';
}

/** @param {(string | number)[]} words */
export function redisCommand(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(String(word))}\r\n${word}\r\n`).join('')}`;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} body
 */
export function httpRequest(method, path, headers = {}, body = '') {
  const its = {
    host: 'localhost',
    ...headers,
    ...(body && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(its).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
