import type { AreaCounts } from './area-counts';
import type { Size, Viewport } from './geometry';
import type { HallModel } from './hall-model';
import type { SeatTheme } from './seat-theme';

/** Everything a picture of the seats depends on. */
export interface Scene {
  hall: HallModel;
  /** Shown status codes by place (SeatState.shownCodes). */
  codes: Uint8Array;
  /** Of the standing areas. */
  areas: Pick<AreaCounts, 'known' | 'freeIn' | 'mineIn'>;
  viewport: Viewport;
  size: Size;
  /** Device pixels a CSS pixel. */
  density: number;
  theme: SeatTheme;
  /** Categories to keep bright; null = all. */
  filter: ReadonlySet<number> | null;
  /** Keep only seats with room for a wheelchair, and those beside them, bright. */
  onlyAccessible: boolean;
  /** The floor shown, an index into the hall's floors; null = all. */
  floor: number | null;
}

type Choice = Pick<Scene, 'hall' | 'filter' | 'onlyAccessible' | 'floor'>;

/** Whether a seat is on the floor that is shown. */
export function isShown({ hall, floor }: Pick<Choice, 'hall' | 'floor'>, place: number): boolean {
  return floor === null || hall.floor[place] === floor;
}

/** Whether a seat is one of those looked for. */
export function isBright({ hall, filter, onlyAccessible }: Choice, place: number): boolean {
  if (filter !== null && !filter.has(hall.category[place] ?? 0)) return false;
  return !onlyAccessible || hall.accessible.has(place) || hall.companion.has(place);
}
