// `npm run plan -- …`: checks and imports seating plans. Builds and runs prisma/plan-command.ts; `--help` says how to call it.
import { runStoredCommand } from './stored-command.mjs';

await runStoredCommand('plan');
