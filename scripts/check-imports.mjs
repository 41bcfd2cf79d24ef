// The import rules of the house, as `npm run check` applies them; what they are stands in import-rules.mjs.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { pathToFileURL } from 'node:url';
import { root } from './bundle.mjs';
import { findClientInTransaction } from './client-in-transaction.mjs';
import {
  closedAmongThemselves,
  emptyWords,
  exceptions,
  forbiddenPackages,
  onlyPackages,
  rooms,
} from './import-rules.mjs';
import { sourceFiles } from './source-files.mjs';

const roomNames = Object.keys(rooms).sort((a, b) => b.length - a.length);
/** Tests and what only tests use stand beside what they test and set the scene from any room. */
const isTest = (/** @type {string} */ file) =>
  /\.(test|spec)\.tsx?$/.test(file) || /(^|\/)test-[^/]*$/.test(file) || file.startsWith('e2e/');

/**
 * @param {string} path from the root
 * @returns {string | undefined}
 */
function roomOf(path) {
  return roomNames.find(
    (room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`),
  );
}

/**
 * Every module a source names: import, import type, import(), export … from, require(), typeof import().
 * @param {string} source
 * @returns {string[]}
 */
export function importedModules(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const statement = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"`])([^'"`\n]+)\1/g;
  return [...code.matchAll(statement)].map((match) => match[2] ?? '');
}

/**
 * The imported file as a path from the root, or undefined for a package.
 * @param {string} file
 * @param {string} module
 */
function localPath(file, module) {
  if (module.startsWith('@/')) return normalize(module.slice(2));
  if (module.startsWith('.')) return normalize(join(dirname(file), module));
  return undefined;
}

/**
 * @param {string} file
 * @param {string} module
 * @returns {string | undefined} what is wrong with this import
 */
function judgeImport(file, module) {
  const room = roomOf(file);
  if (!room) return undefined;
  const path = localPath(file, module);
  if (path === undefined) return judgePackage(room, module);
  const target = roomOf(path);
  if (!target) return undefined;
  if (target === room) {
    return closedAmongThemselves.includes(room) ? `${room} files never import each other` : undefined;
  }
  if (rooms[room]?.includes(target) || exceptions[file]?.imports.includes(target)) return undefined;
  return `${room} may not import ${target}`;
}

/**
 * @param {string} room
 * @param {string} name
 */
function judgePackage(room, name) {
  const allowed = onlyPackages[room];
  if (allowed && !allowed.some((one) => name === one || name.startsWith(`${one}/`))) {
    return `${room} may use no packages but ${allowed.join(', ')}`;
  }
  return forbiddenPackages[room]?.test(name) ? `${room} may not use the package ${name}` : undefined;
}

/** A file of lib/ without a room would be bound by no rule. @param {string} file */
function judgePlace(file) {
  return file.startsWith('lib/') && !roomOf(file) ? ['lies in no room: see scripts/import-rules.mjs'] : [];
}

/** @param {string} file */
function judgeName(file) {
  const base = file.split('/').at(-1) ?? '';
  if (/^index\.[mc]?[jt]sx?$/.test(base)) return ['no index files: import what is meant from where it is'];
  const empty = file.split(/[/.-]/).find((word) => emptyWords.test(word.toLowerCase()));
  return empty ? [`"${empty}" says nothing: name the file for what it does`] : [];
}

/**
 * Everything that breaks the rules in one file.
 * @param {string} file path from the root
 * @param {string} source
 * @returns {string[]} one sentence each, beginning with the file
 */
export function judgeFile(file, source) {
  const imports = isTest(file)
    ? []
    : importedModules(source).flatMap((module) => {
        const fault = judgeImport(file, module);
        return fault ? [`${fault} (${module})`] : [];
      });
  return [...judgePlace(file), ...judgeName(file), ...imports, ...findClientInTransaction(source)].map(
    (fault) => `${file}: ${fault}`,
  );
}

/** @returns {string[]} what is wrong in the whole repository */
export function checkImports() {
  return sourceFiles().flatMap((file) => judgeFile(file, readFileSync(join(root, file), 'utf8')));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = checkImports();
  for (const fault of faults) console.log(fault);
  if (faults.length) process.exitCode = 1;
}
