import { defineConfig } from 'playwright/test';

const asRoot = process.getuid?.() === 0;

/** Nothing of the browser's own goes out to the network, and root may run it. */
const chromiumFlags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  // Without it a process of its own paints in software what a graphics card would: a third of a core.
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
  ...(asRoot ? ['--no-sandbox'] : []),
];

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  // The server and its database take the other core.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    // Set by the global setup before the workers, which read this file anew, begin.
    baseURL: process.env.E2E_BASE_URL,
    trace: 'retain-on-failure',
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    launchOptions: { executablePath: process.env.E2E_CHROMIUM, args: chromiumFlags },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } }, grepInvert: /@phone-only/ },
    {
      // Tests tagged @phone or @phone-only run here.
      name: 'phone',
      grep: /@phone/,
      use: { viewport: { width: 360, height: 780 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true },
    },
  ],
});
