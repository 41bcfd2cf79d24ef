import { expect, test } from 'vitest';
import { judgeMemory } from './memory.mjs';

const minutes = 20;
const megabyte = 1024 * 1024;

/** A sample every 5 s: rises while it warms up, then by so many bytes a minute; garbage comes and goes. */
function samples(bytesAMinute: number) {
  return Array.from({ length: minutes * 12 }, (_, n) => {
    const at = n * 5000;
    const warm = 200 * megabyte * Math.min(1, 0.5 + at / 300_000);
    const kept = warm + bytesAMinute * (at / 60_000);
    return { at, instance: 0, resident: kept + (n % 7) * megabyte, heap: kept / 2 + (n % 11) * 8 * megabyte };
  });
}

test('memory that comes and goes is flat', () => {
  expect(judgeMemory(samples(0)).isFlat).toBe(true);
});

test('a last sample in a minute of its own, full of garbage, does not count as what is in use', () => {
  const calm = samples(0);
  const last = { at: minutes * 60_000 + 500, instance: 0, resident: 200 * megabyte, heap: 400 * megabyte };
  expect(judgeMemory([...calm, last]).heap.rise).toBe(judgeMemory(calm).heap.rise);
});

test('memory that grows by a megabyte a minute is not', () => {
  const { isFlat, resident, heap } = judgeMemory(samples(megabyte));
  expect(isFlat).toBe(false);
  expect(resident.rise).toBeGreaterThan(0.05);
  expect(heap.rise).toBeGreaterThan(0.05);
});
