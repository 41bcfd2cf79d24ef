import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** Tests of these rooms talk to a real PostgreSQL and Redis; all others need nothing but Node. */
const withStores = [
  'lib/{postgres,redis,sale,use-cases,request,tickets,payments,mail}/**/*.test.{ts,tsx}',
  '{server,prisma}/**/*.test.{ts,tsx}',
  'scripts/own-stores.test.ts',
  '**/*.race.test.{ts,tsx}',
];
const excluded = ['**/node_modules/**', 'dist/**', '.next/**', '.rowlock/**', 'e2e/**'];

export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...excluded, ...withStores] },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: withStores,
          exclude: excluded,
          globalSetup: ['scripts/vitest-stores.mjs'],
        },
      },
    ],
  },
});
