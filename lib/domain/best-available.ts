import { freeRuns } from './orphan-rule';
import type { SeatBlock } from './seat-blocks';

interface Point {
  x: number;
  y: number;
}

/** Who asks for how many, and what there is. */
export interface BestAvailableWish {
  quantity: number;
  blocks: readonly SeatBlock[];
  x: readonly number[];
  y: readonly number[];
  /** What the hall looks at; nearer is better. */
  focalPoint: Point;
  /** Free now. */
  isFree: (place: number) => boolean;
  /** Of the grade, section and kind that is asked for. */
  isWanted: (place: number) => boolean;
  /** In [0, 1). Near-equal choices are drawn from, so that a thousand askers do not fight for one. */
  random: () => number;
}

export interface BestAvailable {
  places: number[];
  /** All side by side in one row. */
  together: boolean;
}

/** Choices this close behind the best one count as near-equal: a share of all there are, and at least so many. */
const nearEqualShare = 0.05;
const nearEqualLeast = 8;
/** First groups tried when a party must be split. */
const firstGroupsTried = 40;

interface Choice {
  places: readonly number[];
  centre: Point;
  cost: number;
  leavesOneAlone: boolean;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Every way to seat `size` people side by side, best first. */
function choicesSideBySide(wish: BestAvailableWish, size: number): Choice[] {
  const found: Choice[] = [];
  for (const { places } of wish.blocks) {
    for (const run of freeRuns(places, (place) => !wish.isFree(place))) {
      for (let start = 0; start + size <= run.length; start += 1) {
        const choice = run.slice(start, start + size);
        if (!choice.every(wish.isWanted)) continue;
        const centre = centreOf(wish, choice);
        const leavesOneAlone = start === 1 || run.length - size - start === 1;
        found.push({ places: choice, centre, cost: distance(centre, wish.focalPoint), leavesOneAlone });
      }
    }
  }
  return found.sort((a, b) => a.cost - b.cost);
}

function centreOf({ x, y }: BestAvailableWish, places: readonly number[]): Point {
  const mean = (of: readonly number[]) =>
    places.reduce((sum, place) => sum + (of[place] ?? 0), 0) / places.length;
  return { x: mean(x), y: mean(y) };
}

function drawNearEqual<Item>(items: readonly Item[], random: () => number): Item | undefined {
  const count = Math.max(nearEqualLeast, Math.ceil(items.length * nearEqualShare));
  return items[Math.floor(random() * Math.min(items.length, count))];
}

/** Sizes of `groups` groups as even as can be, the largest first. */
function evenSizes(quantity: number, groups: number): number[] {
  return Array.from(
    { length: groups },
    (_, i) => Math.floor(quantity / groups) + (i < quantity % groups ? 1 : 0),
  );
}

/** Groups of at least two, near each other: for the first group the nearest next one, and so on. */
function inGroups(wish: BestAvailableWish, sizes: readonly number[]): number[] | null {
  const bySize = new Map(sizes.map((size) => [size, choicesSideBySide(wish, size)]));
  const [firstSize = 0, ...others] = sizes;
  let best: { places: number[]; cost: number } | null = null;
  for (const first of bySize.get(firstSize)?.slice(0, firstGroupsTried) ?? []) {
    const places = [...first.places];
    let cost = first.cost;
    for (const size of others) {
      let next: Choice | null = null;
      for (const choice of bySize.get(size) ?? []) {
        if (choice.places.some((place) => places.includes(place))) continue;
        if (!next || distance(choice.centre, first.centre) < distance(next.centre, first.centre))
          next = choice;
      }
      if (!next) break;
      places.push(...next.places);
      cost += distance(next.centre, first.centre);
    }
    const whole = places.length === sizes.reduce((sum, size) => sum + size, 0);
    if (whole && (!best || cost < best.cost)) best = { places, cost };
  }
  return best?.places ?? null;
}

/** The free seats nearest to one good seat, when no party can sit together any more. */
function scattered(wish: BestAvailableWish): number[] | null {
  const free = wish.blocks
    .flatMap(({ places }) => places)
    .filter((place) => wish.isFree(place) && wish.isWanted(place));
  if (free.length < wish.quantity) return null;
  const at = (place: number) => ({ x: wish.x[place] ?? 0, y: wish.y[place] ?? 0 });
  const byFocus = [...free].sort(
    (a, b) => distance(at(a), wish.focalPoint) - distance(at(b), wish.focalPoint),
  );
  const anchor = drawNearEqual(byFocus, wish.random) ?? 0;
  return free
    .sort((a, b) => distance(at(a), at(anchor)) - distance(at(b), at(anchor)))
    .slice(0, wish.quantity);
}

/**
 * The best seats for a party, first success wins: side by side without leaving a single seat alone and nearest to the
 * focal point; side by side in any way; in near groups of at least two; the nearest free seats. Null when there are
 * not enough. Draws among near-equal choices.
 */
export function bestAvailable(wish: BestAvailableWish): BestAvailable | null {
  const together = choicesSideBySide(wish, wish.quantity);
  const clean = together.filter((choice) => !choice.leavesOneAlone);
  const drawn = drawNearEqual(clean.length > 0 ? clean : together, wish.random);
  if (drawn) return { places: [...drawn.places], together: true };
  for (let groups = 2; groups * 2 <= wish.quantity; groups += 1) {
    const places = inGroups(wish, evenSizes(wish.quantity, groups));
    if (places) return { places: places.sort((a, b) => a - b), together: false };
  }
  const places = scattered(wish);
  return places && { places: places.sort((a, b) => a - b), together: wish.quantity === 1 };
}
