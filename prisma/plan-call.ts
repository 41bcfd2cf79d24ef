import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type PlanCall =
  | { command: 'check'; file: string; report: string | undefined }
  | {
      command: 'import';
      file: string;
      report: string | undefined;
      venueId: string;
      name: string | undefined;
    };

export const planHelp = `npm run plan: seating plans of other programs (pretix seating-plan JSON).

  npm run plan -- check FILE [--report REPORT]
      says what is wrong with the plan, and what an import would make of it; needs no database
  npm run plan -- import FILE --venue ID [--name NAME] [--report REPORT]
      repairs the plan and stores it for the venue; --name: the hall's name, instead of the plan's own
  npm run plan -- --help

  --report REPORT   writes every defect with its place as JSON

The database is DATABASE_URL, or the private one of \`npm start\` while that runs.
Ends with 0: fine or repaired, 1: refused or not stored, 2: called wrongly. The format, and what each defect means:
docs/seating-plans.md`;

const options = {
  help: { type: 'boolean', short: 'h' },
  venue: { type: 'string' },
  name: { type: 'string' },
  report: { type: 'string' },
} as const;

/** Understands the arguments; `wrong` says why not. */
export function readPlanCall(
  args: string[],
): PlanCall | { command: 'help' } | { command: 'wrong'; reason: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help || (args.length === 1 && args[0] === 'help')) return { command: 'help' };
  const [command, file, ...rest] = positionals;
  if (command !== 'check' && command !== 'import') {
    return wrong(command ? `There is no "${command}".` : 'What is to be done? check or import.');
  }
  if (!file) return wrong('Which file?');
  if (rest.length > 0) return wrong(`One file at a time: what is ${rest.join(' ')}?`);
  const { venue, name, report } = values;
  if (command === 'check') {
    return venue === undefined && name === undefined
      ? { command, file, report }
      : wrong('check stores nothing: --venue and --name belong to import.');
  }
  if (!venue) return wrong('Which venue? --venue ID');
  if (name !== undefined && !isName(name))
    return wrong('A name has 1 to 200 characters, none of them control characters.');
  return { command, file, report, venueId: venue, name };
}

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true });
}

function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(name);
}

function wrong(reason: string): { command: 'wrong'; reason: string } {
  return { command: 'wrong', reason };
}
