import { bundle } from './bundle.mjs';
import { runningTestStores, startTestStores } from './test-stores.mjs';
import { ensureTemplate } from './test-template.mjs';

/**
 * Vitest's global setup for tests that need stores: those named in the environment, else those that
 * `npm run test:stores` keeps, else its own for this one run.
 */
export default async function setUp() {
  const given = process.env.TEST_DATABASE_URL ? {} : runningTestStores();
  const own = given ? undefined : await startTestStores();
  Object.assign(process.env, given ?? own?.environment);
  try {
    // Tests of payments run the practice bank as the process it is.
    await bundle('sandbox-payments');
    process.env.TEST_TEMPLATE_DATABASE = await ensureTemplate(process.env.TEST_DATABASE_URL ?? '');
  } catch (error) {
    await own?.stop();
    throw error;
  }
  return () => own?.stop();
}
