import type { PictureArea } from '@/lib/domain/hall-picture';
import { fitPadding } from './camera';
import { type Bounds, fitTo, type Insets, type Size, toHall, type Viewport } from './geometry';
import type { HallModel } from './hall-model';
import { visitSeats } from './seat-grid';

/** A corner need not cost its whole height: the hall may end beside it. */
const steps = [0, 0.25, 0.5, 0.75, 1];

/**
 * How far the whole hall must keep from the upper and lower edge so that nothing of it lies under what stands over the map:
 * not at all where only empty corners are covered, as the round halls have them.
 * @param over boxes over the map, CSS pixels from its upper left corner
 */
export function clearInsets(hall: HallModel, size: Size, over: readonly Bounds[]): Insets {
  const isUpper = ({ top, bottom }: Bounds) => top + bottom < size.height;
  const top = Math.max(0, ...over.filter(isUpper).map((box) => box.bottom));
  const bottom = Math.max(0, ...over.filter((box) => !isUpper(box)).map((box) => size.height - box.top));
  const tried = steps
    .flatMap((upper) => steps.map((lower) => ({ top: top * upper, bottom: bottom * lower })))
    .sort((one, other) => one.top + one.bottom - (other.top + other.bottom));
  const isClear = (insets: Insets) => {
    const viewport = fitTo(hall.bounds, size, fitPadding, insets);
    return !over.some((box) => isOverHall(hall, viewport, box));
  };
  return tried.find(isClear) ?? { top, bottom };
}

function isOverHall(hall: HallModel, viewport: Viewport, box: Bounds): boolean {
  const from = toHall(viewport, { x: box.left, y: box.top });
  const to = toHall(viewport, { x: box.right, y: box.bottom });
  const reach = hall.seatRadius;
  const within = (x: number, y: number) =>
    x > from.x - reach && x < to.x + reach && y > from.y - reach && y < to.y + reach;
  if (hall.areas.some((area) => outlineOf(area).some(([x, y]) => within(area.x + x, area.y + y))))
    return true;
  let found = false;
  visitSeats(hall.grid, { left: from.x, top: from.y, right: to.x, bottom: to.y }, (place) => {
    found ||= within(hall.x[place] ?? 0, hall.y[place] ?? 0);
  });
  return found;
}

/** Points that tell where a shape is, relative to it; turned ones are taken unturned. */
function outlineOf(area: PictureArea): [number, number][] {
  const { width = 0, height = 0, rx = area.r ?? 0, ry = area.r ?? 0 } = area;
  if (area.points) return area.points;
  if (area.shape === 'rectangle')
    return [0, width / 2, width].flatMap((x): [number, number][] => [
      [x, 0],
      [x, height],
    ]);
  return rx > 0
    ? [
        [0, -ry],
        [0, ry],
        [-rx, 0],
        [rx, 0],
      ]
    : [];
}
