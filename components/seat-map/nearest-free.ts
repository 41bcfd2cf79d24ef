import type { HallModel } from './hall-model';

/** The nearest seats that are shown free, nearest first; those of the same category before others. */
export function nearestFree(hall: HallModel, codes: Uint8Array, lost: number, count: number): number[] {
  const best: { place: number; cost: number }[] = [];
  const kind = (place: number) => hall.accessible.has(place) || hall.companion.has(place);
  const wanted = kind(lost);
  for (let place = 0; place < hall.seatCount; place += 1) {
    if (codes[place] !== 0 || place === lost || kind(place) !== wanted) continue;
    const other = hall.category[place] === hall.category[lost] ? 0 : 1e12;
    const dx = (hall.x[place] ?? 0) - (hall.x[lost] ?? 0);
    const dy = (hall.y[place] ?? 0) - (hall.y[lost] ?? 0);
    const cost = dx * dx + dy * dy + other;
    if (best.length === count && cost >= (best.at(-1)?.cost ?? 0)) continue;
    const at = best.findIndex((better) => better.cost > cost);
    best.splice(at < 0 ? best.length : at, 0, { place, cost });
    if (best.length > count) best.pop();
  }
  return best.map(({ place }) => place);
}
