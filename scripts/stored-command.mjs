import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { bundle, root } = await import('./bundle.mjs');
const { ensureDependencies } = await import('./dependencies.mjs');
const { generateClient } = await import('./build.mjs');
const { runCommand } = await import('./failure.mjs');
const { privateDatabaseUrl } = await import('./private-database.mjs');

/**
 * Builds a command of ours that stores something with `import`, and runs it: in DATABASE_URL, or in the private database of
 * `npm start` while that runs.
 * @param {import('./bundle.mjs').EntryName} name
 */
export function runStoredCommand(name) {
  return runCommand(async () => {
    await ensureDependencies();
    await generateClient();
    await bundle(name);
    const args = process.argv.slice(2);
    const DATABASE_URL =
      process.env.DATABASE_URL || (args.includes('import') ? privateDatabaseUrl() : undefined);
    const { status } = spawnSync(process.execPath, [join(root, `dist/${name}.mjs`), ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...(DATABASE_URL && { DATABASE_URL }) },
    });
    process.exitCode = status ?? 1;
  });
}
