// `npm run build`: the Prisma client, the bundles in dist/ and Next's production build, each only when its sources
// have changed.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, root } from './bundle.mjs';
import { compileAhead } from './compile-ahead.mjs';
import { compressPageFiles } from './compress-page-files.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { Failure, runCommand } from './failure.mjs';
import { runProgram } from './programs.mjs';
import { step } from './progress.mjs';
import { hashFiles } from './source-hash.mjs';

/** What each part is made of. Next's own: everything a page may import, and what configures it. */
const parts = {
  prisma: { sources: ['prisma/schema.prisma', 'package-lock.json'], product: 'prisma/generated/client.ts' },
  next: {
    sources: [
      'app',
      'components',
      'lib',
      'messages',
      'public',
      'prisma/schema.prisma',
      'package-lock.json',
      'tsconfig.json',
    ],
    product: '.next/BUILD_ID',
  },
};

/** @param {keyof typeof parts} part */
function sourceHash(part) {
  // next.config.ts, postcss.config.mjs, proxy.ts and their like.
  const beside = part === 'next' ? readdirSync(root).filter((file) => /\.(ts|mjs|js)$/.test(file)) : [];
  const sources = [...parts[part].sources, ...beside.filter((file) => !/^(next-env|vitest)/.test(file))];
  return hashFiles(root, sources, (file) => !/\.test\.tsx?$/.test(file));
}

/**
 * Does the work unless the last one was on the same sources. The stamp stands beside the product: they go together.
 * @param {keyof typeof parts} part
 * @param {string} label
 * @param {() => Promise<void>} work
 */
async function unlessFresh(part, label, work) {
  const product = join(root, parts[part].product);
  const stamp = `${product}.sources`;
  const hash = sourceHash(part);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step(label, work);
  writeFileSync(stamp, hash);
}

/**
 * @param {string} script of a package, to run with Node
 * @param {string[]} args
 * @param {Record<string, string>} environment
 */
async function runNode(script, args, environment) {
  const program = join(root, 'node_modules', script);
  const { succeeded, output } = await runProgram(process.execPath, [program, ...args], { environment });
  if (!succeeded) throw new Failure(`${[script, ...args].join(' ')} failed:\n${output}`);
}

/** Writes prisma/generated from prisma/schema.prisma. */
export async function generateClient() {
  await unlessFresh('prisma', 'Generating the Prisma client', () =>
    runNode('prisma/build/index.js', ['generate'], {
      // The command line insists on a native schema engine, a download that generating has no use for: any program
      // will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
  );
}

/** dist/*.mjs: quick enough to be made afresh each time. */
export async function bundleAll() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  await bundle('migrate', 'seed', 'server', 'sandbox-payments', 'mailbox');
}

/** Next's production build. */
export async function buildPages() {
  await unlessFresh('next', 'Building the pages (next build)', async () => {
    await runNode('next/dist/bin/next', ['build'], { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
    await compileAhead(join(root, '.next'));
    await compressPageFiles(join(root, '.next/static'));
  });
}

async function main() {
  await ensureDependencies();
  await generateClient();
  await step('Bundling server, migrations and seed', bundleAll);
  await buildPages();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(main);
