// `npm run plan -- …`: checks and imports seating plans. Builds and runs prisma/plan-command.ts; `--help` says how to call it.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { bundle, root } = await import('./bundle.mjs');
const { ensureDependencies } = await import('./dependencies.mjs');
const { generateClient } = await import('./build.mjs');
const { runCommand } = await import('./failure.mjs');
const { privateDatabaseUrl } = await import('./private-database.mjs');

await runCommand(async () => {
  await ensureDependencies();
  await generateClient();
  await bundle('plan');
  const args = process.argv.slice(2);
  const DATABASE_URL =
    process.env.DATABASE_URL || (args.includes('import') ? privateDatabaseUrl() : undefined);
  const { status } = spawnSync(process.execPath, [join(root, 'dist/plan.mjs'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...(DATABASE_URL && { DATABASE_URL }) },
  });
  process.exitCode = status ?? 1;
});
