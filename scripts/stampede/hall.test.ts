import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainHall, readHall } from './hall.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowlock-hall-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a drawn hall's seats have their category in the order of the file", () => {
  const rows = (...names: string[]) => names.map((category) => ({ seats: [{ category }, { category }] }));
  const plan = { zones: [{ rows: rows('VIP', 'R') }, { rows: rows('S') }] };
  const file = join(folder, 'hall.json');
  writeFileSync(file, JSON.stringify(plan));
  expect(readHall(file)).toEqual({ plan, categories: ['VIP', 'VIP', 'R', 'R', 'S', 'S'] });
});

test('a hall that is not there, or has no seat, is told', () => {
  const empty = join(folder, 'empty.json');
  writeFileSync(empty, JSON.stringify({ zones: [] }));
  expect(() => readHall(empty)).toThrow('has no seats');
  expect(() => readHall(join(folder, 'none.json'))).toThrow('no such seating plan');
});

test('a plain hall has so many seats', () => {
  expect(plainHall(51).categories).toHaveLength(51);
});
