import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { Failure } from './failure.mjs';
import { runProgram } from './programs.mjs';
import { aptInstall, canInstall, installHint, onPath } from './system-packages.mjs';

const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The Chromium of this machine, if it has one that runs (Ubuntu's may be a stand-in that only tells of a snap).
 * @returns {string | undefined}
 */
function systemChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const candidates = [process.env.CHROMIUM_PATH, ...names.map((name) => onPath([name])), macChrome];
  return candidates.find((file) => {
    if (!file || !existsSync(file)) return false;
    return spawnSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
  });
}

/**
 * A Chromium to test with: the system's, else one that Playwright has already, else it is installed.
 * @param {(line: string) => void} log
 * @returns {Promise<string>} its path
 * @throws {Failure} with the line to type
 */
export async function findChromium(log) {
  const system = systemChromium();
  if (system) return system;
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  if (canInstall()) {
    log('No Chromium here: installing it with apt-get install chromium.');
    await aptInstall('chromium');
    const installed = systemChromium();
    if (installed) return installed;
  }
  log('No Chromium here: downloading the one that Playwright offers.');
  const playwright = join(root, 'node_modules/playwright/cli.js');
  const { output } = await runProgram(process.execPath, [playwright, 'install', 'chromium']);
  if (existsSync(own)) return own;
  const reason = output.split('\n').find((line) => /error|fail/i.test(line)) ?? output;
  throw new Failure(
    `The browser tests need a Chromium. Type: ${installHint('chromium', 'chromium')}\n` +
      `or set CHROMIUM_PATH to one. (npx playwright install chromium said: ${reason})`,
  );
}
