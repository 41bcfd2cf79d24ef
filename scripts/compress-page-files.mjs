import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotlied = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Fonts are compressed already. */
const compressible = /\.(js|css|svg|json|txt)$/;
/** Below this the headers outweigh what is saved. */
const leastBytes = 512;

/**
 * Writes each file once more as `.br` and `.gz`, for server/page-files.ts.
 * @param {string} folder
 */
export async function compressPageFiles(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => compressible.test(name)).map((name) => join(folder, name));
  await Promise.all(
    files.map(async (file) => {
      if ((await stat(file)).size < leastBytes) return;
      const bytes = await readFile(file);
      const [br, zipped] = await Promise.all([
        brotlied(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        gzipped(bytes, { level: 9 }),
      ]);
      await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, zipped)]);
    }),
  );
}
