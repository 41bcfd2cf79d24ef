import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a trailing slash left out. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** What becomes of our TypeScript that Node runs: dist/<name>.mjs from each entry. */
const entries = {
  server: 'server/main.ts',
  migrate: 'prisma/migrate-command.ts',
  seed: 'prisma/seed.ts',
  plan: 'prisma/plan-command.ts',
  concert: 'prisma/concert-command.ts',
  'sandbox-payments': 'server/sandbox-payments/main.ts',
  mailbox: 'server/mailbox/main.ts',
  'ticket-keys': 'server/ticket-keys-command.ts',
};

/** @typedef {keyof typeof entries} EntryName */

/**
 * esbuild's settings for one entry: packages stay outside, our own files (also behind `@/`) go in.
 * @param {EntryName} name
 * @returns {import('esbuild').BuildOptions}
 */
export function bundleOptions(name) {
  return {
    absWorkingDir: root,
    entryPoints: [entries[name]],
    outfile: join(root, 'dist', `${name}.mjs`),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'warning',
  };
}

/**
 * Builds dist/<name>.mjs for each of these; esbuild's own process leaves with the work.
 * @param {EntryName[]} names
 */
export async function bundle(...names) {
  const { build, stop } = await import('esbuild');
  try {
    await Promise.all(names.map((name) => build(bundleOptions(name))));
  } finally {
    await stop();
  }
}
