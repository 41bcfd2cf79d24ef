// `npm run ticket-keys -- …`: builds and runs server/ticket-keys-command.ts; `--help` says how to call it.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { bundle, root } = await import('./bundle.mjs');
const { authSecret, dataFolder } = await import('./data-folder.mjs');
const { ensureDependencies } = await import('./dependencies.mjs');
const { generateClient } = await import('./build.mjs');
const { Failure, runCommand } = await import('./failure.mjs');
const { privateDatabaseUrl } = await import('./private-database.mjs');

/** The private database and the secret its keys are sealed with, where the environment names no other. */
function ownInstance() {
  if (process.env.DATABASE_URL || process.argv.includes('--help')) return {};
  const DATABASE_URL = privateDatabaseUrl();
  if (!DATABASE_URL) {
    throw new Failure(
      'There is no database. Set DATABASE_URL and AUTH_SECRET, or run `npm start` beside this.',
    );
  }
  return { DATABASE_URL, AUTH_SECRET: process.env.AUTH_SECRET || authSecret(dataFolder()) };
}

await runCommand(async () => {
  await ensureDependencies();
  await generateClient();
  await bundle('ticket-keys');
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'dist/ticket-keys.mjs'), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      // REDIS_URL: not asked for anything, but the settings name it.
      env: { REDIS_URL: 'redis://127.0.0.1', LOG_LEVEL: 'warn', ...process.env, ...ownInstance() },
    },
  );
  process.exitCode = status ?? 1;
});
