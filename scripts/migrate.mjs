// `npm run migrate -- …`: builds and runs prisma/migrate-command.ts; its header says what follows the dashes.
// `npm run migrate -- empty` prints the SQL that builds prisma/schema.prisma from nothing and needs no database.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle, root } from './bundle.mjs';

await bundle('migrate');
const { status } = spawnSync(process.execPath, [join(root, 'dist/migrate.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
