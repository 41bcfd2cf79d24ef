import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from './progress.mjs';

/**
 * The first of these programs that is on PATH.
 * @param {string[]} names
 * @returns {string | undefined} its full path
 */
export function onPath(names) {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
  ];
  const candidates = names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Debian or Ubuntu, and allowed to install there. */
export function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath(['apt-get']) !== undefined;
}

/** What a person types here to install this. @param {string} debianName @param {string} brewName */
export function installHint(debianName, brewName) {
  if (process.platform === 'darwin') return `brew install ${brewName}`;
  if (onPath(['apt-get'])) return `sudo apt-get install -y ${debianName}`;
  if (onPath(['dnf'])) return `sudo dnf install -y ${brewName}`;
  if (onPath(['apk'])) return `sudo apk add ${brewName}`;
  if (onPath(['pacman'])) return `sudo pacman -S ${brewName}`;
  return `install ${brewName} with the package tool of this system`;
}

/**
 * Installs a Debian package, quietly.
 * @param {string} name
 * @returns {Promise<boolean>} whether it worked
 */
export function aptInstall(name) {
  return step(`Installing ${name} (apt-get)`, async () => {
    if ((await apt(['update', '-q'])) !== 0) return false;
    return (await apt(['install', '-y', '-q', '--no-install-recommends', name])) === 0;
  });
}

/** @param {string[]} args @returns {Promise<number>} */
function apt(args) {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn('apt-get', args, { stdio: ['ignore', 'ignore', 'ignore'], env });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Stops the service that a package has just started by itself and keeps it from starting at boot.
 * @param {string} unit
 */
export function silenceService(unit) {
  if (onPath(['systemctl'])) spawnSync('systemctl', ['disable', '--now', unit], { stdio: 'ignore' });
  if (onPath(['service'])) spawnSync('service', [unit, 'stop'], { stdio: 'ignore' });
}
