import type { HallPicture, PictureArea } from '@/lib/domain/hall-picture';
import type { Money } from '@/lib/domain/money';
import { anchorOf, boundsOfShapes, shapeContains } from './area-shapes';
import type { Bounds, Point } from './geometry';

/** A standing area as it is sold in this schedule. */
export interface AreaForSale {
  area: number;
  areaId: string;
  name: string;
  category: string;
  grade: string;
  price: Money;
  capacity: number;
}

/** A standing area on the map. Its index is its number in the schedule. */
export interface StandingPart extends AreaForSale {
  /** Index into the hall's categories. */
  categoryIndex: number;
  shapes: PictureArea[];
  /** Index into the hall's floors; absent: on all of them. */
  floor?: number;
  anchor: Point;
  /** Null where the plan draws nothing of it. */
  bounds: Bounds | null;
}

/** Puts what is sold to what the plan draws. */
export function buildStanding(picture: HallPicture, areas: readonly AreaForSale[]): StandingPart[] {
  return areas.map((sold) => {
    const drawn = picture.standing[sold.area];
    const shapes = (drawn?.shapes ?? [])
      .flatMap((index) => picture.areas[index] ?? [])
      .filter(({ shape }) => shape !== 'text');
    const floor = shapes[0]?.floor;
    return {
      ...sold,
      // In the reader's language, as the picture is.
      name: drawn?.name ?? sold.name,
      shapes,
      categoryIndex: picture.categories.findIndex(({ name }) => name === sold.category),
      anchor: anchorOf(shapes),
      bounds: shapes.length > 0 ? boundsOfShapes(shapes) : null,
      ...(floor !== undefined && { floor }),
    };
  });
}

/** The standing area under a point of the hall, on the floor that is shown. */
export function areaAt(parts: readonly StandingPart[], floor: number | null, point: Point): number | null {
  const found = parts.findLast(
    (part) => isOnFloor(part, floor) && part.shapes.some((shape) => shapeContains(shape, point)),
  );
  return found?.area ?? null;
}

/** Whether a standing area is on the floor that is shown. */
export function isOnFloor(part: StandingPart, floor: number | null): boolean {
  return floor === null || part.floor === undefined || part.floor === floor;
}
