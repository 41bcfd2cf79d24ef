import type { HallModel } from './hall-model';
import { nearestSeat } from './seat-grid';

/** So many seats are looked at to find out whether floors lie on each other. */
const seatsLookedAt = 800;

/**
 * Whether the plan draws its floors on one another, as a balcony over the stalls: then only one can be shown at a time.
 * Floors drawn side by side, or as tiers around each other, are shown together.
 */
export function floorsOverlap({ floors, floor, x, y, grid, pitch, seatCount }: HallModel): boolean {
  if (floors.length < 2) return false;
  const step = Math.max(1, Math.floor(seatCount / seatsLookedAt));
  let covered = 0;
  let looked = 0;
  for (let place = 0; place < seatCount; place += step) {
    const at = { x: x[place] ?? 0, y: y[place] ?? 0 };
    const isElsewhere = (other: number) => floor[other] !== floor[place];
    looked += 1;
    if (nearestSeat(grid, x, y, at, pitch * 0.6, isElsewhere) !== null) covered += 1;
  }
  return covered > looked * 0.02;
}

/** The floor shown at first; null = all. */
export function firstFloor(hall: HallModel): number | null {
  return floorsOverlap(hall) ? 0 : null;
}
