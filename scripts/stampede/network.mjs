import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./network-program.mjs').Order} Order */

/**
 * What lies between one instance and one store.
 * @typedef {{url: string, slow: (milliseconds: number) => void, sever: () => void, heal: () => void}} Link
 */

/**
 * A network whose links can be made slow and cut, each by itself. A process, not a thread: with connections cut off in the
 * middle of their end, Node 20 may close a thread for ever.
 */
export function openNetwork() {
  const program = fork(fileURLToPath(new URL('./network-program.mjs', import.meta.url)));
  let closing = false;
  program.on('exit', () => {
    // Unheard, the rest of the run would prove nothing.
    if (!closing) throw new Error('the network between processes and stores ended');
  });
  /** @type {Map<number, (port: number) => void>} */
  const opening = new Map();
  program.on('message', (/** @type {{link: number, port: number}} */ { link, port }) =>
    opening.get(link)?.(port),
  );
  return {
    /** A link to the store at this address. @param {string} address @returns {Promise<Link>} */
    async link(address) {
      const link = opening.size;
      const tell = (/** @type {Omit<Order, 'link'>} */ order) => program.send({ link, ...order });
      const url = new URL(address);
      const opened = new Promise((resolve) => opening.set(link, resolve));
      tell({ open: Number(url.port) });
      url.port = String(await opened);
      return {
        url: url.href,
        slow: (milliseconds) => tell({ slow: milliseconds }),
        sever: () => tell({ sever: true }),
        heal: () => tell({ heal: true }),
      };
    },
    /** Resolves when it is gone. */
    close: () =>
      new Promise((resolve) => {
        closing = true;
        program.once('exit', () => resolve(undefined));
        if (!program.kill('SIGKILL')) resolve(undefined);
      }),
  };
}

/** @typedef {ReturnType<typeof openNetwork>} Network */
