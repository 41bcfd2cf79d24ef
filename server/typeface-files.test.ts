import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typefaceStyles, typefaceVersion } from '@/components/site/typeface';
import manifest from '@/package.json' with { type: 'json' };
import { isTypefaceFile, typefaceListener } from './typeface-files';

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(typefaceListener()).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('the address names the version that is installed: another one is fetched anew', () => {
  expect(manifest.dependencies.pretendard).toBe(typefaceVersion);
});

test('the styles come compressed and for ever, and every file they name is there', async () => {
  expect(isTypefaceFile(typefaceStyles)).toBe(true);
  const answer = await fetch(origin + typefaceStyles);
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  const named = (await answer.text()).match(/url\(([^)]+)\)/g) ?? [];
  expect(named.length).toBeGreaterThan(80);
  for (const each of named) {
    const file = await fetch(new URL(each.slice(4, -1), origin + typefaceStyles), { method: 'HEAD' });
    expect([file.status, file.headers.get('content-type')], each).toEqual([200, 'font/woff2']);
  }
});

test('nothing beside the files is given out', async () => {
  for (const path of ['../package.json', '..%2f..%2fpackage.json', 'none.css', '']) {
    expect((await fetch(`${origin}/typeface/x/${path}`)).status, path).toBe(404);
  }
});
