import { Worker } from 'node:worker_threads';

/** @typedef {import('./network-worker.mjs').Order} Order */

/**
 * What lies between one instance and one store.
 * @typedef {{url: string, slow: (milliseconds: number) => void, sever: () => void, heal: () => void}} Link
 */

/** A network whose links can be made slow and cut, each by itself. */
export function openNetwork() {
  const worker = new Worker(new URL('./network-worker.mjs', import.meta.url));
  /** @type {Map<number, (port: number) => void>} */
  const opening = new Map();
  worker.on('message', ({ link, port }) => opening.get(link)?.(port));
  return {
    /** A link to the store at this address. @param {string} address @returns {Promise<Link>} */
    async link(address) {
      const link = opening.size;
      const tell = (/** @type {Omit<Order, 'link'>} */ order) => worker.postMessage({ link, ...order });
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
    close: () => worker.terminate(),
  };
}

/** @typedef {ReturnType<typeof openNetwork>} Network */
