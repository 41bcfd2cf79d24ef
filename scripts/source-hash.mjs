import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One hash over names and contents of these files and folders, so that a change of either is noticed whatever the
 * clock and the version control do to times.
 * @param {string} base
 * @param {string[]} paths below base; those that do not exist count as empty
 * @param {(file: string) => boolean} wanted
 */
export function hashFiles(base, paths, wanted) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.toSorted()) {
    for (const file of filesUnder(base, path).filter(wanted).sort()) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(base, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} base
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(base, path) {
  const full = join(base, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) =>
    filesUnder(base, `${path}/${entry.name}`),
  );
}
