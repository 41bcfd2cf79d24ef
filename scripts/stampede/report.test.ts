import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLine, emptyHistory } from '../history/history.mjs';
import { readOptions } from './options.mjs';
import { writeReport } from './report.mjs';
import { figuresOf } from './verdict.mjs';

const lines = [
  { is: 'run', seed: 4, seatLimit: 2 },
  {
    ...{ is: 'op', id: 1, buyer: 'ann', like: 'hasty', kind: 'book', from: 100, to: 190, outcome: 'unknown' },
    ...{ status: 0, key: 'k1', asked: ['s-0'] },
  },
  {
    ...{ is: 'op', id: 2, buyer: 'bob', like: 'crowd', kind: 'book', from: 900, to: 950, outcome: 'refused' },
    ...{ status: 409, refusal: 'SEAT_ALREADY_SOLD', key: 'k2', asked: ['s-0'] },
  },
  { is: 'fault', kind: 'network-redis-cut', from: 500, to: 1900, holdsLost: true },
  {
    ...{ is: 'booking', id: '1', code: 'A', buyer: 'ann', status: 'CONFIRMED', method: 'none', total: 100 },
    ...{ kept: 0, seats: [{ seat: 's-0', live: true, price: 100 }], audit: [[null, 'CONFIRMED']] },
  },
  { is: 'seat', seat: 's-0', status: 'sold' },
  { is: 'seat', seat: 's-1', status: 'available' },
  { is: 'key', buyer: 'ann', operation: 'book', key: 'k1', code: 'A' },
];

let folder: string;
let page: string;
let failed: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rowlock-report-'));
  const history = emptyHistory();
  for (const line of lines) addLine(history, JSON.stringify(line));
  const options = readOptions(['--seed', '4']);
  if (!options) throw new Error('help was asked for');
  const violations = [{ rule: 'I1', text: 'seat <s-0> is "twice"', operations: [] }];
  const show = (findings: Parameters<typeof writeReport>[2]) =>
    readFileSync(writeReport(folder, history, findings, figuresOf(history), options), 'utf8');
  failed = show({ violations: [], failures: ['1 of 2 seats is sold.'], missing: ['app-clock'] });
  page = show({ violations, failures: [], missing: [] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the report tells what was violated, as text', () => {
  expect(page).toContain('<h1>1 violation</h1>');
  expect(page).toContain('seat &#60;s-0&#62; is &#34;twice&#34;');
});

test('a run that failed without a violation is not shown as sound', () => {
  expect(failed).toContain('<header class="broken">');
  expect(failed).toContain('<h1>Failed</h1>');
  expect(failed).toContain('<li>1 of 2 seats is sold.</li>');
  expect(failed).toContain('<h2>Faults that did not take place</h2><ul class="findings"><li>app-clock</li>');
  expect(page).not.toContain('did not take place');
});

test('the report has the faults in their part, and who has which seat, also where no answer was heard', () => {
  expect(page).toContain('network-redis-cut, 0.5–1.9 s');
  expect(page).toMatch(/>network<\/text>/);
  expect(page).toContain('s-0: ann (hasty)');
  expect(page).toContain('s: 1 of 2 sold');
});

test('the report says what was answered and how to run it again', () => {
  expect(page).toContain('SEAT_ALREADY_SOLD 1');
  expect(page).toContain('no answer 1');
  expect(page).toContain('--seed 4');
});

test('the report and the drawing beside it need nothing from elsewhere', () => {
  const drawing = readFileSync(join(folder, 'timeline.svg'), 'utf8');
  for (const text of [page, drawing]) {
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=|url\(/);
    expect(text).not.toContain('NaN');
  }
});
