import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { filesFor } from './typeface-faces';

const styles = readFileSync(
  createRequire(import.meta.url).resolve(
    'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css',
  ),
  'utf8',
);
const numbers = (text: string) =>
  filesFor(text, styles).map(({ path }) => Number(/subset\.(\d+)\.woff2$/.exec(path)?.[1]));

describe('the files a text needs', () => {
  it('are none for no text, one for one character, all that name its characters for more', () => {
    expect(numbers('')).toEqual([]);
    const [latin, rare] = [numbers('a'), numbers('뷁')];
    expect([latin.length, rare.length]).toEqual([1, 1]);
    expect(rare).not.toEqual(latin);
    expect(numbers('a뷁a').sort((a, b) => a - b)).toEqual([...rare, ...latin].sort((a, b) => a - b));
  });

  it('are named with the ranges the browser is to use them for', () => {
    const [file] = filesFor('a', styles);
    expect(file?.path).toMatch(/^\.\/woff2-dynamic-subset\/.*\.woff2$/);
    expect(file?.unicodeRange).toMatch(/^U\+[\da-f]+(-[\da-f]+)?(, U\+[\da-f]+(-[\da-f]+)?)*$/);
  });
});
