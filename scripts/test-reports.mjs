import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{passed: number, failed: number, skipped: number}} Tally */

/**
 * Runs something that writes a JSON report and reads it. What ends badly counts as a failure even if no test did.
 * @template Report
 * @param {(file: string) => Promise<boolean>} run
 * @param {(report: Report) => Tally} read
 * @returns {Promise<Tally>}
 */
export async function withReport(run, read) {
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-report-'));
  try {
    const file = join(folder, 'report.json');
    const succeeded = await run(file);
    const tally = readReport(file, read);
    return { ...tally, failed: succeeded ? tally.failed : Math.max(1, tally.failed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @template Report
 * @param {string} file
 * @param {(report: Report) => Tally} read
 * @returns {Tally}
 */
function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * A file that could not be loaded fails without a test of its own.
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: {status: string, assertionResults: {status: string}[]}[]}} report
 * @returns {Tally}
 */
export function vitestTally(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}}} report
 * @returns {Tally}
 */
export function playwrightTally({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
