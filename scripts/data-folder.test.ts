import { closeSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLog } from './data-folder.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rowlock-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['a', 'w'] as const)('a log opened for "%s" is ours alone, new or not', (how) => {
  const before = join(folder, `before-${how}.log`);
  writeFileSync(before, 'old\n', { mode: 0o644 });
  for (const file of [before, join(folder, `new-${how}.log`)]) {
    closeSync(openLog(file, how));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }
});
