/** Seeds the demo into a database without events (built to dist/seed.mjs): DATABASE_URL=… node dist/seed.mjs */
import { seedOnce } from './demo/seed-once';

async function run(): Promise<string> {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('DATABASE_URL is not set. Set it, or let `npm start` seed the demo.');
  const seeded = await seedOnce(databaseUrl, (line) => console.log(`  ${line}`));
  return seeded ? 'The demo is in place.' : 'There are events already: nothing to seed.';
}

run().then(
  (text) => console.log(text),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
