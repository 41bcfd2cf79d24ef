// Writes the demo halls' seating plans as pretix seating-plan JSON, to look at, change and import:
//   node scripts/draw-plans.mjs <folder>
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './bundle.mjs';
import { runCommand } from './failure.mjs';

/** @param {string} folder */
async function drawPlans(folder) {
  const { build } = await import('esbuild');
  const outfile = join(root, 'dist', 'demo-halls.mjs');
  await build({
    entryPoints: [join(root, 'prisma/demo/demo-halls.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'warning',
  });
  /** @type {typeof import('../prisma/demo/demo-halls')} */
  const { demoHalls } = await import(pathToFileURL(outfile).href);
  mkdirSync(folder, { recursive: true });
  for (const [key, hall] of Object.entries(demoHalls)) {
    const file = join(folder, `${key}.json`);
    writeFileSync(file, `${JSON.stringify(hall.draw())}\n`);
    console.log(file);
  }
}

await runCommand(() => drawPlans(resolve(process.argv[2] ?? 'plans')));
