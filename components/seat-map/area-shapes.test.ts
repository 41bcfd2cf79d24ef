import { expect, test } from 'vitest';
import type { PictureArea } from '@/lib/domain/hall-picture';
import { anchorOf, boundsOfShapes, shapeContains } from './area-shapes';

const shape = (given: Partial<PictureArea> & Pick<PictureArea, 'shape'>): PictureArea => ({
  ...{ x: 100, y: 50, rotation: 0, color: '', borderColor: '' },
  ...given,
});
const at = (x: number, y: number) => ({ x, y });

test.each([
  [
    'rectangle',
    shape({ shape: 'rectangle', width: 40, height: 20 }),
    [at(100, 50), at(139, 69)],
    [at(99, 55), at(120, 71)],
  ],
  ['circle', shape({ shape: 'circle', r: 10 }), [at(100, 59), at(107, 57)], [at(100, 61), at(108, 58)]],
  [
    'ellipse',
    shape({ shape: 'ellipse', rx: 40, ry: 10 }),
    [at(139, 50), at(100, 59)],
    [at(100, 61), at(139, 59)],
  ],
  [
    'turned rectangle',
    shape({ shape: 'rectangle', width: 40, height: 20, rotation: 90 }),
    [at(81, 51), at(99, 89)],
    [at(101, 60), at(90, 91)],
  ],
  [
    'hollow polygon',
    shape({
      shape: 'polygon',
      points: [
        [0, 0],
        [60, 0],
        [60, 60],
        [40, 60],
        [40, 20],
        [20, 20],
        [20, 60],
        [0, 60],
      ],
    }),
    [at(110, 100), at(150, 100), at(130, 60)],
    [at(130, 100), at(99, 60), at(161, 60)],
  ],
  ['text', shape({ shape: 'text' }), [], [at(100, 50)]],
])('what lies within a %s', (_, area, inside, outside) => {
  for (const point of inside) expect(shapeContains(area, point), JSON.stringify(point)).toBe(true);
  for (const point of outside) expect(shapeContains(area, point), JSON.stringify(point)).toBe(false);
});

test('the name of a shape stands inside it, also where its middle is not', () => {
  const arch = shape({
    shape: 'polygon',
    points: [
      [0, 0],
      [60, 0],
      [60, 60],
      [40, 60],
      [40, 20],
      [20, 20],
      [20, 60],
      [0, 60],
    ],
  });
  expect(shapeContains(arch, anchorOf([arch]))).toBe(true);
  const small = shape({ shape: 'circle', r: 5, x: 0, y: 0 });
  expect(anchorOf([small, shape({ shape: 'rectangle', width: 40, height: 20 })])).toEqual(at(120, 60));
});

test('shapes are bound together', () => {
  const turned = shape({ shape: 'rectangle', width: 40, height: 20, rotation: 90 });
  const bounds = boundsOfShapes([turned, shape({ shape: 'circle', x: 0, y: 0, r: 5 })]);
  for (const [side, value] of Object.entries({ left: -5, right: 100, top: -5, bottom: 90 })) {
    expect(bounds[side as keyof typeof bounds]).toBeCloseTo(value);
  }
});
