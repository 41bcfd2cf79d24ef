// The proxies of a stampede in a process of their own: what they pass on must not wait for the buyers.
import { openProxy } from './proxy.mjs';

/** @typedef {import('./proxy.mjs').OpenProxy} OpenProxy */
/** @typedef {{link: number, open?: number, slow?: number, sever?: boolean, heal?: boolean}} Order */

/** @type {Map<number, OpenProxy>} */
const proxies = new Map();

process.on('message', async (/** @type {Order} */ { link, open, slow, sever, heal }) => {
  if (open !== undefined) {
    const proxy = await openProxy(() => ({ host: '127.0.0.1', port: open }));
    proxies.set(link, proxy);
    process.send?.({ link, port: proxy.port });
  }
  const proxy = proxies.get(link);
  if (slow !== undefined) proxy?.slow(slow);
  if (sever) proxy?.sever();
  if (heal) proxy?.heal();
});
process.on('disconnect', () => process.exit());
