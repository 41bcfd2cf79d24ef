import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { Failure } from './failure.mjs';
import { runProgram } from './programs.mjs';
import { step } from './progress.mjs';

/** @typedef {{packages: Record<string, {version?: string, optional?: boolean, dev?: boolean, peer?: boolean}>}} Lock */

/**
 * Is what npm says it installed what the lock file asks for? (Packages of other platforms are optional and absent.)
 * @param {boolean} development whether what only developers need counts
 */
function areInstalled(development) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  /** @type {Lock} */
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  /** @type {Lock} */
  const present = JSON.parse(readFileSync(installed, 'utf8'));
  return Object.entries(wanted.packages).every(([path, { version, optional, dev }]) => {
    const there = present.packages[path];
    if (there) return there.version === version;
    return path === '' || optional || (dev && !development);
  });
}

/**
 * Installs the locked dependencies when they are missing or the lock file has changed since.
 * @param {{development?: boolean}} [need] development: also what only tests and checks use
 */
export async function ensureDependencies({ development = false } = {}) {
  if (areInstalled(development)) return;
  await step('Installing dependencies (npm ci)', npmCi);
}

async function npmCi() {
  // NODE_ENV=production in the environment would leave out what a build needs.
  const flags = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { succeeded, output } = await runProgram('npm', ['ci', ...flags]);
  if (succeeded) return;
  const reason = output.split('\n').slice(0, 12).join('\n');
  throw new Failure(`The dependencies could not be installed. Is the npm registry within reach?\n${reason}`);
}
