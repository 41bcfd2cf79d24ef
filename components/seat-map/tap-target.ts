import { detailAt } from './draw';
import type { Viewport } from './geometry';
import { type Point, toHall } from './geometry';
import type { HallModel } from './hall-model';
import { isShown } from './scene';
import { nearestSeat } from './seat-grid';
import { areaAt } from './standing-parts';

/** What a tap at a point of the screen means. */
export type TapTarget =
  | { type: 'nothing' }
  /** Too far away to mean one seat: come nearer, to this section. */
  | { type: 'section'; section: number; near: Point }
  /** Seats can be seen, but not told apart by a finger: come nearer, to this point of the hall. */
  | { type: 'nearer'; near: Point }
  | { type: 'seat'; place: number }
  | { type: 'area'; area: number };

/** How far apart seats must be for a finger, CSS pixels, and how near the map comes when they are not. */
export const fingerPitch = { least: 30, wanted: 44 };
/** A mouse is finer. */
const mousePitch = 9;

/** A hall, and the floor of it that is shown. */
interface Place {
  hall: HallModel;
  floor: number | null;
}

/** What is meant by a tap at `at` (CSS pixels). */
export function tapTarget({ hall, floor }: Place, viewport: Viewport, at: Point, touch: boolean): TapTarget {
  const counts = (place: number) => isShown({ hall, floor }, place);
  const near = toHall(viewport, at);
  const pitch = hall.pitch * viewport.scale;
  const far = detailAt(hall, viewport.scale) === 'sections';
  const area = areaAt(hall.standing, floor, near);
  const standing: TapTarget = area === null ? { type: 'nothing' } : { type: 'area', area };
  if (far) {
    const place = nearestSeat(
      hall.grid,
      hall.x,
      hall.y,
      near,
      Math.max(hall.pitch * 1.5, 14 / viewport.scale),
      counts,
    );
    return place === null || area !== null
      ? standing
      : { type: 'section', section: hall.section[place] ?? 0, near };
  }
  const reach = touch
    ? Math.max(hall.pitch * 0.55, 12 / viewport.scale)
    : Math.max(hall.seatRadius * 1.15, 5 / viewport.scale);
  const place = nearestSeat(hall.grid, hall.x, hall.y, near, reach, counts);
  if (place === null) return standing;
  if (pitch < (touch ? fingerPitch.least : mousePitch)) return { type: 'nearer', near };
  return { type: 'seat', place };
}

/** The standing area under a point, or the section when the hall is seen from far, else the seat. */
export function hoverTarget(
  where: Place,
  viewport: Viewport,
  at: Point,
): { seat: number | null; section: number | null; area: number | null } {
  const target = tapTarget(where, viewport, at, false);
  return {
    seat: target.type === 'seat' ? target.place : null,
    section: target.type === 'section' ? target.section : null,
    area: target.type === 'area' ? target.area : null,
  };
}
