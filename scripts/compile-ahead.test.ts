import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileAhead } from './compile-ahead.mjs';

it('marks the scripts of every page, once, and leaves the others alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowlock-compile-ahead-'));
  try {
    writeFileSync(join(folder, 'build-manifest.json'), JSON.stringify({ rootMainFiles: ['react.js'] }));
    writeFileSync(join(folder, 'react.js'), 'react()');
    writeFileSync(join(folder, 'map.js'), 'map()');
    await compileAhead(folder);
    await compileAhead(folder);
    // V8 wants it in the first line, in exactly these words.
    expect(readFileSync(join(folder, 'react.js'), 'utf8')).toBe('//# allFunctionsCalledOnLoad\nreact()');
    expect(readFileSync(join(folder, 'map.js'), 'utf8')).toBe('map()');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
