import { connect, createServer } from 'node:net';

/** @typedef {import('node:net').Socket} Socket */
/** @typedef {import('node:net').AddressInfo} AddressInfo */

/**
 * A connection on its way through. `lost`: bytes of it were swallowed, or it was closed unheard; it cannot go on.
 * @typedef {{sockets: Socket[], lost: boolean}} Pair
 */

/**
 * A stretch of network of our own: what comes in at its port goes to the target, until it is told to do worse.
 * @param {() => {host: string, port: number}} target asked for each connection
 */
export async function openProxy(target) {
  const way = { delay: 0, severed: false };
  /** @type {Set<Pair>} */
  const pairs = new Set();
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = way.severed ? undefined : connect({ ...target(), noDelay: true, allowHalfOpen: true });
    const pair = { sockets: far ? [near, far] : [near], lost: !far };
    pairs.add(pair);
    const forget = () => pairs.delete(pair);
    if (far) pass(near, far, pair, way, forget);
    if (far) pass(far, near, pair, way, forget);
    // Who comes while nothing gets through is heard by nobody, and hears nothing.
    if (!far) near.on('error', forget).on('close', forget).resume();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    port: /** @type {AddressInfo} */ (server.address()).port,
    /** Each way takes so many milliseconds longer from now on. @param {number} milliseconds */
    slow(milliseconds) {
      way.delay = milliseconds;
    },
    /** Half open: whatever is sent is swallowed, and nobody is told that anybody left. */
    sever() {
      way.severed = true;
    },
    /** All is well again; connections that lost something are reset. */
    heal() {
      Object.assign(way, { delay: 0, severed: false });
      for (const pair of pairs) if (pair.lost) reset(pair, pairs);
    },
    async close() {
      for (const pair of pairs) reset(pair, pairs);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openProxy>>} OpenProxy */

/** @param {Pair} pair @param {Set<Pair>} pairs */
function reset(pair, pairs) {
  for (const socket of pair.sockets) socket.resetAndDestroy();
  pairs.delete(pair);
}

/**
 * Passes on what comes from one side, in order and as late as the way is then.
 * @param {Socket} from
 * @param {Socket} to
 * @param {Pair} pair
 * @param {{delay: number, severed: boolean}} way
 * @param {() => void} forget
 */
function pass(from, to, pair, way, forget) {
  /** @type {{due: number, act: () => void}[]} */
  const late = [];
  let lastDue = 0;
  const run = () => {
    while (late[0] && late[0].due <= performance.now()) late.shift()?.act();
    if (late[0]) setTimeout(run, late[0].due - performance.now());
  };
  const send = (/** @type {() => void} */ act) => {
    const now = performance.now();
    const due = Math.max(lastDue, now + way.delay);
    const heard = () => {
      if (way.severed) pair.lost = true;
      else act();
    };
    if (late.length === 0 && due <= now) return heard();
    lastDue = due;
    late.push({ due, act: heard });
    if (late.length === 1) setTimeout(run, due - now);
  };
  from.on('data', (chunk) => {
    send(() => {
      if (to.write(chunk)) return;
      from.pause();
      to.once('drain', () => from.resume());
    });
  });
  from.on('end', () => send(() => to.end()));
  from.on('error', () => send(() => to.resetAndDestroy()));
  from.on('close', () =>
    send(() => {
      to.destroy();
      forget();
    }),
  );
}
