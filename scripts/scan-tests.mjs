import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';
import { sourceFiles } from './source-files.mjs';

/** test.only, it.skip, describe.concurrent.todo, test.fixme(), context.skip() and the older fit, xit. */
const focused =
  /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.only\b|\b(?:fit|fdescribe)\s*\(|\bonly:\s*true\b/;
const skipped =
  /\b(?:it|test|describe|suite|bench|context|ctx|t)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|fixme)\b|\b(?:xit|xtest|xdescribe)\s*\(|\bskip:\s*true\b/;
const reason = /\/\/\s*skipped:\s*\S/;

/**
 * What is wrong with one test file: a focused test hides all others, a skipped one must say why on the line above.
 * @param {string} name
 * @param {string} text
 * @returns {string[]} one sentence each, with the place
 */
export function findHiddenTests(name, text) {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const place = `${name}:${index + 1}`;
    if (/^\s*(\/\/|\*)/.test(line)) return [];
    if (focused.test(line)) return [`${place} runs alone: take away what focuses it.`];
    if (skipped.test(line) && !reason.test(lines[index - 1] ?? '')) {
      return [`${place} is skipped without a reason: write "// skipped: <why>" on the line above.`];
    }
    return [];
  });
}

/** @returns {string[]} what is wrong in all our test files */
export function scanTests() {
  const tests = sourceFiles().filter((file) => /\.(test|spec)\.tsx?$/.test(file) || file.startsWith('e2e/'));
  return tests.flatMap((file) => findHiddenTests(file, readFileSync(join(root, file), 'utf8')));
}
