// Imported by what proves and measures before anything that needs a package: each of these commands runs in a fresh clone.
import { ensureDependencies } from './dependencies.mjs';
import { runCommand } from './failure.mjs';

await runCommand(() => ensureDependencies({ development: true }));
