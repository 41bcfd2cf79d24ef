import type { PictureArea } from '@/lib/domain/hall-picture';
import type { Bounds } from './geometry';

function median(values: ArrayLike<number>): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The radius most seats have, hall units. A thousand seats tell it as well as all of them. */
export function usualRadius(radius: Float32Array): number {
  const step = Math.max(1, Math.floor(radius.length / 1000));
  return median(radius.filter((_, place) => place % step === 0));
}

/** The usual distance between neighbours, hall units; 0 where no row has two seats. */
export function usualPitch(
  rows: readonly { places: Int32Array }[],
  x: Float32Array,
  y: Float32Array,
): number {
  const gaps: number[] = [];
  const step = Math.max(1, Math.floor(rows.length / 200));
  for (let index = 0; index < rows.length; index += step) {
    const places = rows[index]?.places ?? [];
    const [a, b] = [places[0], places[1]];
    if (a === undefined || b === undefined) continue;
    gaps.push(Math.hypot((x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)));
  }
  return median(gaps);
}

/** The upright rectangle around all seats and shapes, hall units. */
export function hallBounds(x: Float32Array, y: Float32Array, radius: number, areas: PictureArea[]): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (px: number, py: number, reach: number) => {
    bounds.left = Math.min(bounds.left, px - reach);
    bounds.top = Math.min(bounds.top, py - reach);
    bounds.right = Math.max(bounds.right, px + reach);
    bounds.bottom = Math.max(bounds.bottom, py + reach);
  };
  for (let place = 0; place < x.length; place += 1) include(x[place] ?? 0, y[place] ?? 0, radius * 2);
  for (const area of areas) {
    // Turned shapes are taken by their far corners unturned: a little too roomy does no harm here.
    for (const [px, py] of area.points ?? []) include(area.x + px, area.y + py, 0);
    const reach = Math.max(area.rx ?? 0, area.ry ?? 0, area.r ?? 0);
    if (area.shape !== 'polygon') include(area.x, area.y, reach);
    if (area.width !== undefined) include(area.x + area.width, area.y + (area.height ?? 0), 0);
  }
  if (!Number.isFinite(bounds.left)) return { left: 0, top: 0, right: 100, bottom: 100 };
  return bounds;
}
