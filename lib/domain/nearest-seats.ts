import type { HallSeat } from './hall';

/** How far apart two seats are, on the plan. */
function distanceSquared(a: HallSeat, b: HallSeat): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}

/**
 * The nearest free seats to one that was lost, nearest first; seats of the same price category come before others
 * and accessible seats are not offered in place of ordinary ones.
 */
export function nearestSeats(
  seats: readonly HallSeat[],
  lost: HallSeat,
  isFree: (place: number) => boolean,
  count: number,
): HallSeat[] {
  const best: { seat: HallSeat; cost: number }[] = [];
  for (const seat of seats) {
    if (seat.accessible !== lost.accessible || seat.place === lost.place || !isFree(seat.place)) continue;
    const cost = distanceSquared(seat, lost) + (seat.category === lost.category ? 0 : 1e12);
    const last = best[best.length - 1];
    if (best.length >= count && last && cost >= last.cost) continue;
    const at = best.findIndex((other) => other.cost > cost);
    best.splice(at < 0 ? best.length : at, 0, { seat, cost });
    if (best.length > count) best.pop();
  }
  return best.map(({ seat }) => seat);
}
