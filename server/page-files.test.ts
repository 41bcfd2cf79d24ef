import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressPageFiles } from '../scripts/compress-page-files.mjs';
import { isPageFile, pageFilesListener } from './page-files';

const script = `globalThis.hall = ${JSON.stringify('seat '.repeat(400))};`;
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rowlock-page-files-'));
  await mkdir(join(folder, 'static/chunks'), { recursive: true });
  await writeFile(join(folder, 'static/chunks/a.js'), script);
  await writeFile(join(folder, 'BUILD_ID'), 'not for browsers');
  await compressPageFiles(join(folder, 'static'));
  server = createServer(pageFilesListener(folder)).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As it travels: fetch would unpack it and tidy the path. */
function ask(path: string, encodings: string): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const asked = { port, host: '127.0.0.1', path, headers: { 'accept-encoding': encodings } };
  return new Promise((resolve, reject) => get(asked, resolve).on('error', reject));
}

test('a script comes compressed as well as the browser takes it, and for ever', async () => {
  const answer = await ask('/_next/static/chunks/a.js', 'gzip, deflate, br, zstd');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  const bytes = Buffer.concat(await answer.toArray());
  expect(brotliDecompressSync(bytes).toString()).toBe(script);
  expect((await ask('/_next/static/chunks/a.js', 'gzip')).headers['content-encoding']).toBe('gzip');
  const plain = await ask('/_next/static/chunks/a.js', '');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(await text(plain)).toBe(script);
});

test('nothing beside the files is given out', async () => {
  for (const path of ['../BUILD_ID', '%2e%2e/BUILD_ID', '..%2fBUILD_ID', 'chunks', 'chunks/none.js', '']) {
    expect((await ask(`/_next/static/${path}`, '')).statusCode, path).toBe(404);
  }
});

test("only the build's own files are meant", () => {
  expect(isPageFile('/_next/static/chunks/a.js')).toBe(true);
  expect(isPageFile('/schedules/1?x=/_next/static/')).toBe(false);
});
