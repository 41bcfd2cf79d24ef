// Open maps, a process of its own: so many connections on a live stream. Notes when each change arrived at each of them, by
// the clock that all processes of the machine share.
import { connect } from 'node:net';
import { httpRequest } from './wires.mjs';

const now = () => Number(process.hrtime.bigint()) / 1e6;

/** When each place's change to "held" arrived, for each watcher. @type {Map<number, number[]>} */
const arrivals = new Map();
/** The same bytes come to everybody: they are read once. @type {Map<string, number[]>} */
const read = new Map();

/** Places that became held, of a whole frame. @param {string} frame */
function heldIn(frame) {
  const known = read.get(frame);
  if (known) return known;
  const data = /^data: (\{.*"seats".*)$/m.exec(frame)?.[1];
  /** @type {[number, number][]} */
  const seats = data ? JSON.parse(data).seats : [];
  const held = seats.flatMap(([place, code]) => (code === 1 ? [place] : []));
  if (read.size > 100) read.clear();
  read.set(frame, held);
  return held;
}

/** @param {{port: number, path: string}} stream */
function watch({ port, path }) {
  return new Promise((resolve, reject) => {
    let rest = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(httpRequest('GET', path)));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      const at = now();
      const text = rest + chunk.toString('latin1');
      if (rest === '' && text.startsWith('HTTP/1.1 ')) {
        if (!text.startsWith('HTTP/1.1 200')) reject(new Error(text.slice(0, 200)));
        resolve(socket);
      }
      const frames = text.split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        for (const place of heldIn(frame)) {
          const its = arrivals.get(place);
          if (its) its.push(at);
          else arrivals.set(place, [at]);
        }
      }
    });
  });
}

/** @param {{port: number, path: string, count: number}} what */
async function open({ count, ...stream }) {
  for (let opened = 0; opened < count; opened += 100) {
    await Promise.all(Array.from({ length: Math.min(100, count - opened) }, () => watch(stream)));
  }
}

process.on('message', (/** @type {{open?: Parameters<typeof open>[0], arrived?: true}} */ asked) => {
  if (asked.arrived) process.send?.({ arrivals });
  if (asked.open) {
    open(asked.open).then(
      () => process.send?.({ opened: true }),
      (error) => process.send?.({ failed: String(error) }),
    );
  }
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
