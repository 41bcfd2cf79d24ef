// `npm run check`: what can be judged without running the product. One line a step; a step's output only if it fails.
import './node-version.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const { generateClient } = await import('./build.mjs');
const { root } = await import('./bundle.mjs');
const { ensureDependencies } = await import('./dependencies.mjs');
const { Failure, runCommand } = await import('./failure.mjs');
const { runProgram } = await import('./programs.mjs');
const { step } = await import('./progress.mjs');

const inModules = (/** @type {string} */ path) => join(root, 'node_modules', path);

/** @type {[string, string[]][]} */
const checks = [
  ['Import rules', [join(root, 'scripts/check-imports.mjs')]],
  ['Lock file', [join(root, 'scripts/check-lock.mjs')]],
  ['Lint and format (biome ci)', [inModules('@biomejs/biome/bin/biome'), 'ci', '--colors=off']],
  ['Types (tsc)', [inModules('typescript/bin/tsc'), '--noEmit']],
  ['Unused code and packages (knip)', [inModules('knip/bin/knip.js'), '--no-progress']],
];

/** Types that Next writes: of style sheets and pictures, of pages' parameters. */
async function writePageTypes() {
  if (existsSync(join(root, 'next-env.d.ts')) && existsSync(join(root, '.next/types'))) return;
  await step('Writing the types of the pages (next typegen)', () =>
    runProgram(process.execPath, [inModules('next/dist/bin/next'), 'typegen'], {
      environment: { NEXT_TELEMETRY_DISABLED: '1' },
    }),
  );
}

/**
 * @param {[string, string[]]} check
 * @returns {Promise<string | undefined>} what it found
 */
async function findFaults([label, args]) {
  let found;
  try {
    await step(label, async () => {
      const { succeeded, output } = await runProgram(process.execPath, args);
      if (!succeeded) throw new Failure(output);
    });
  } catch (error) {
    found = `── ${label}\n${error instanceof Error ? error.message : error}`;
  }
  return found;
}

await runCommand(async () => {
  await ensureDependencies({ development: true });
  await generateClient();
  await writePageTypes();
  const found = (await Promise.all(checks.map(findFaults))).filter((faults) => faults !== undefined);
  if (found.length) throw new Failure(found.join('\n\n'));
});
