// The lock file must name the packages of every platform: npm leaves those out that its registry did not offer on the
// day, and `npm ci` then refuses the file, or another platform lacks them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './bundle.mjs';

/** @typedef {Record<string, {optionalDependencies?: Record<string, string>}>} LockedPackages */

/**
 * @param {LockedPackages} packages the lock file's
 * @returns {string[]} optional dependencies that nothing in the lock file answers
 */
export function missingFromLock(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(packages, path, name)),
  );
}

/**
 * Looks where Node would: in the package's own node_modules, then in those around it.
 * @param {LockedPackages} packages
 * @param {string} path
 * @param {string} name
 */
function isLocked(packages, path, name) {
  const around = path.split('/node_modules/');
  return [...around, '']
    .map((_, index) => around.slice(0, around.length - index).join('/node_modules/'))
    .some((place) => `${place ? `${place}/` : ''}node_modules/${name}` in packages);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const missing = missingFromLock(packages);
  if (missing.length) {
    console.log(`package-lock.json lacks optional packages of other platforms: ${missing.join(', ')}`);
    process.exitCode = 1;
  }
}
