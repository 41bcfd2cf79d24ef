// `npm run concert -- …`: puts concerts on sale. Builds and runs prisma/concert-command.ts; `--help` says how to call it.
import { runStoredCommand } from './stored-command.mjs';

await runStoredCommand('concert');
