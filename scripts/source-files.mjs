import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const rooms = ['app', 'bench', 'components', 'e2e', 'lib', 'prisma', 'scripts', 'server'];

/**
 * All our TypeScript and JavaScript, as paths from the root with forward slashes; nothing generated.
 * @returns {string[]}
 */
export function sourceFiles() {
  const beside = readdirSync(root).filter((file) => file !== 'next-env.d.ts');
  return [...rooms.flatMap(filesUnder), ...beside].filter((file) => /\.(ts|tsx|mjs|js)$/.test(file));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (folder === 'prisma/generated') return [];
  /** @type {import('node:fs').Dirent[]} */
  let entries = [];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    // A room that is not there yet.
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
