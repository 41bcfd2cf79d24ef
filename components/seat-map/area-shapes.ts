import type { PictureArea } from '@/lib/domain/hall-picture';
import type { Bounds, Point } from './geometry';

/** Whether a point of the hall lies within a shape. Words have no inside. */
export function shapeContains(shape: PictureArea, point: Point): boolean {
  const { x, y } = ownPoint(shape, point);
  if (shape.shape === 'rectangle')
    return x >= 0 && y >= 0 && x <= (shape.width ?? 0) && y <= (shape.height ?? 0);
  if (shape.shape === 'circle') return Math.hypot(x, y) <= (shape.r ?? 0);
  if (shape.shape === 'ellipse') return within(x, shape.rx) + within(y, shape.ry) <= 1;
  return shape.shape === 'polygon' && polygonContains(shape.points ?? [], x, y);
}

function within(distance: number, radius = 0): number {
  return radius > 0 ? (distance / radius) ** 2 : Number.POSITIVE_INFINITY;
}

/** A ray to the right crosses the outline an odd number of times. */
function polygonContains(points: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  let [fromX, fromY] = points.at(-1) ?? [0, 0];
  for (const [toX, toY] of points) {
    const crosses = fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;
    if (crosses) inside = !inside;
    [fromX, fromY] = [toX, toY];
  }
  return inside;
}

/** A point of the hall in the shape's own, unturned coordinates. */
function ownPoint(shape: PictureArea, point: Point): Point {
  return turned({ x: point.x - shape.x, y: point.y - shape.y }, -shape.rotation);
}

function turned({ x, y }: Point, degrees: number): Point {
  const turn = (degrees * Math.PI) / 180;
  return { x: x * Math.cos(turn) - y * Math.sin(turn), y: x * Math.sin(turn) + y * Math.cos(turn) };
}

/** Corners that span the shape, absolute. */
function cornersOf(shape: PictureArea): Point[] {
  const { width = 0, height = 0, r = 0, rx = r, ry = r } = shape;
  const own: [number, number][] =
    shape.shape === 'polygon'
      ? (shape.points ?? [])
      : shape.shape === 'rectangle'
        ? [
            [0, 0],
            [width, 0],
            [width, height],
            [0, height],
          ]
        : [
            [-rx, -ry],
            [rx, -ry],
            [rx, ry],
            [-rx, ry],
          ];
  return own.map(([x, y]) => {
    const corner = turned({ x, y }, shape.rotation);
    return { x: corner.x + shape.x, y: corner.y + shape.y };
  });
}

/** The upright rectangle around shapes; around nothing where there are none. */
export function boundsOfShapes(shapes: readonly PictureArea[]): Bounds {
  const corners = shapes.flatMap(cornersOf);
  return {
    left: Math.min(...corners.map(({ x }) => x)),
    right: Math.max(...corners.map(({ x }) => x)),
    top: Math.min(...corners.map(({ y }) => y)),
    bottom: Math.max(...corners.map(({ y }) => y)),
  };
}

/** Where a name stands best: the middle of the largest shape, or a point in it where the middle is outside. */
export function anchorOf(shapes: readonly PictureArea[]): Point {
  const size = ({ left, right, top, bottom }: Bounds) => (right - left) * (bottom - top);
  const [largest] = shapes
    .map((shape) => ({ shape, bounds: boundsOfShapes([shape]) }))
    .sort((a, b) => size(b.bounds) - size(a.bounds));
  if (!largest) return { x: 0, y: 0 };
  const { left, right, top, bottom } = largest.bounds;
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  // A curved or hollow one: the nearest place below or above that is inside.
  for (const share of [0, 0.2, -0.2, 0.35, -0.35, 0.45, -0.45]) {
    const point = { x: middle.x, y: middle.y + share * (bottom - top) };
    if (shapeContains(largest.shape, point)) return point;
  }
  return middle;
}
