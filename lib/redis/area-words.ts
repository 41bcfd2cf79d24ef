import type { AreaQuantity } from '@/lib/domain/standing-area';

/** Places of standing areas as the scripts read and tell them: "area=places;…" */
export function quantitiesTold(areas: readonly AreaQuantity[]): string {
  return areas.map(({ area, quantity }) => `${area}=${quantity}`).join(';');
}

/** The same, read; in plan order. */
export function quantitiesIn(text = ''): AreaQuantity[] {
  return [...text.matchAll(/(\d+)=(\d+)/g)]
    .map(([, area, quantity]) => ({ area: Number(area), quantity: Number(quantity) }))
    .sort((one, other) => one.area - other.area);
}
