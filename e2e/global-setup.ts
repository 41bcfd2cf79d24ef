import { findChromium } from '@/scripts/browser.mjs';
import { startE2eServer } from '@/scripts/e2e-server.mjs';

/**
 * Starts the server the tests visit. The server's environment becomes that of the tests too, so that they can look
 * into its stores and make sales of their own there.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  process.env.E2E_CHROMIUM = await findChromium(console.log);
  const { environment, testEnvironment, stop } = await startE2eServer(console.log);
  Object.assign(process.env, environment, testEnvironment, { E2E_BASE_URL: environment.APP_URL });
  return stop;
}
