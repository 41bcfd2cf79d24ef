import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bundle.mjs';
import { Failure } from '../failure.mjs';

/** What the server is bundled from, and what it reads while it runs. */
const copied = ['server', 'lib', 'prisma', 'scripts', 'messages', 'components', 'public'];
const copiedFiles = ['package.json', 'package-lock.json', 'tsconfig.json', 'next.config.ts'];
/** Made once, and the same for all. */
const shared = ['node_modules', '.next'];

/**
 * A copy of the repository with a guard taken away.
 * @param {string} folder which does not exist yet
 * @param {import('./variants.mjs').Variant} variant
 */
export function makeDamagedCopy(folder, { name, sources = [], functions = [], statements = [] }) {
  mkdirSync(folder, { recursive: true });
  for (const each of [...copied, ...copiedFiles])
    cpSync(join(root, each), join(folder, each), { recursive: true });
  for (const each of shared) symlinkSync(join(root, each), join(folder, each));
  for (const [file, found, instead] of sources) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const times = text.split(found).length - 1;
    if (times !== 1)
      throw new Failure(`${name}: ${file} has the text that is to go ${times} times, not once:\n${found}`);
    writeFileSync(
      path,
      text.replace(found, () => instead),
    );
  }
  const last = join(folder, 'prisma/migrations/99999999999999_sabotage');
  mkdirSync(last);
  writeFileSync(
    join(last, 'migration.sql'),
    [...functions.map(rewritten), ...statements].map((sql) => `${sql};\n`).join(''),
  );
}

/**
 * SQL that makes a function anew with another text in it, wherever it was last defined; fails where the text is not in it.
 * @param {[string, string, string]} change
 */
function rewritten([name, found, instead]) {
  return `DO $sabotage$
DECLARE
  was text := pg_get_functiondef(${quoted(name)}::regproc);
  now text := replace(was, ${quoted(found)}, ${quoted(instead)});
BEGIN
  IF was = now THEN RAISE EXCEPTION '% no longer has the text that was to go', ${quoted(name)}; END IF;
  EXECUTE now;
END $sabotage$`;
}

/** @param {string} text */
function quoted(text) {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
