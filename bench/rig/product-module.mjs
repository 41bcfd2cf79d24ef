import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleOptions, root } from '../../scripts/bundle.mjs';

/** @typedef {typeof import('./product')} Product */

/**
 * The product's use cases in this process, on these stores.
 * @param {Record<string, string>} environment
 */
export async function openProduct(environment) {
  const { build, stop } = await import('esbuild');
  const outfile = join(root, 'dist', 'bench-product.mjs');
  try {
    await build({ ...bundleOptions('seed'), entryPoints: ['bench/rig/product.ts'], outfile });
  } finally {
    await stop();
  }
  Object.assign(process.env, environment);
  /** @type {Product} */
  const product = await import(pathToFileURL(outfile).href);
  if (!(await product.connectRedis(3000))) throw new Error('Redis does not answer.');
  return product;
}

/** @param {Product} product */
export async function closeProduct(product) {
  product.closeFairLocks();
  await product.closePostgres();
  product.closeRedis();
}

/**
 * Somebody signed in, as the use cases know them.
 * @param {{userId: string}} account
 * @returns {import('@/lib/domain/buyer').Buyer}
 */
export function asBuyer({ userId }) {
  return { userId, sessionId: `session-${userId}`, role: 'buyer', name: userId, email: '', scopes: null };
}
