import { expect, it } from 'vitest';
import { rowLabelPlaces } from './row-labels';

const columns = {
  x: Float32Array.from([110, 134, 158, 100, 0, 0]),
  y: Float32Array.from([201, 201, 201, 230, 0, 10]),
  radius: Float32Array.from([10, 10, 8, 10, 10, 10]),
};

it("puts a row's name before it, behind it or both, in the direction of the row", () => {
  expect(rowLabelPlaces(columns, Int32Array.of(0, 1, 2), 'both')).toEqual([
    [88, 201],
    [178, 201],
  ]);
  expect(rowLabelPlaces(columns, Int32Array.of(4, 5), 'end')).toEqual([[0, 32]]);
  expect(rowLabelPlaces(columns, Int32Array.of(3), 'start')).toEqual([[78, 230]]);
  expect(rowLabelPlaces(columns, Int32Array.of(0, 1), null)).toEqual([]);
  expect(rowLabelPlaces(columns, new Int32Array(0), 'both')).toEqual([]);
});
