import { describe, expect, it } from 'vitest';
import { findHiddenTests } from './scan-tests.mjs';

/** Written apart, or the scan would find them in this file. */
const call = (modifier: string, subject = 'it') => `${subject}.${modifier}('holds a seat', () => {});`;

describe('the scan for hidden tests', () => {
  it('passes ordinary tests', () => {
    expect(findHiddenTests('a.test.ts', "it('skips seats that are sold', () => {});")).toEqual([]);
    expect(findHiddenTests('a.test.ts', 'const { skip, only } = options;\nlist.skip(3);')).toEqual([]);
  });

  it.each(['only', 'concurrent.only'])(
    'refuses a focused test (%s), whatever reason it gives',
    (modifier) => {
      const text = `// skipped: because\n${call(modifier)}`;
      expect(findHiddenTests('a.test.ts', text)).toEqual([expect.stringContaining('a.test.ts:2')]);
    },
  );

  it.each(['skip', 'todo', 'fixme', 'skipIf(true)', 'runIf(false)'])(
    'refuses a hidden test (%s) without a reason, and takes one with',
    (modifier) => {
      for (const subject of ['it', 'test', 'describe']) {
        expect(findHiddenTests('a.test.ts', call(modifier, subject))).toHaveLength(1);
        const withReason = `// skipped: needs two machines\n${call(modifier, subject)}`;
        expect(findHiddenTests('a.test.ts', withReason)).toEqual([]);
      }
    },
  );

  it('knows the older spellings', () => {
    expect(findHiddenTests('a.test.ts', `x${'it'}('holds', () => {});`)).toHaveLength(1);
    expect(findHiddenTests('a.test.ts', `f${'it'}('holds', () => {});`)).toHaveLength(1);
    expect(findHiddenTests('a.test.ts', `it('holds', { ${'skip'}: true }, () => {});`)).toHaveLength(1);
  });
});
