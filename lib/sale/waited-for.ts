import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { sharedQuery } from '@/lib/postgres/shared-query';
import { readStandbyBoards, type StandbyBoard } from '@/lib/postgres/standby-offer-store';
import { tellWaitedFor } from '@/lib/redis/standby-store';
import { seatsLike } from './choose-best';
import { findSale, type Sale } from './find-sale';

/** Whether somebody stands by for a place, by what the board says. */
export function isWaitedFor(
  hall: Pick<Sale, 'schedule' | 'ready'>,
  board: StandbyBoard,
): (place: number) => boolean {
  const named = new Set(board.places);
  const likes = Object.keys(board.grades).map((grade) => seatsLike(hall, { grade }));
  return (place) => named.has(place) || likes.some((isLike) => isLike(place));
}

/** Tells Redis for which places somebody stands by: those are parked for the line when they come free. Throws StoreUnavailable. */
export async function tellBoard(hall: Pick<Sale, 'schedule' | 'ready'>, board: StandbyBoard): Promise<void> {
  const { scheduleId, seatCount } = hall.schedule;
  const isWaited = isWaitedFor(hall, board);
  const bits = Buffer.alloc(Math.ceil(seatCount / 8));
  for (let place = 0; place < seatCount; place += 1) {
    // Redis counts bits from the highest of the first byte.
    if (isWaited(place)) bits[place >> 3] = (bits[place >> 3] ?? 0) | (128 >> (place & 7));
  }
  await tellWaitedFor(scheduleId, bits);
}

const telling = sharedQuery(async (scheduleIds) => {
  for (const scheduleId of scheduleIds) {
    const [[board], found] = await Promise.all([readStandbyBoards(scheduleId), findSale({ scheduleId })]);
    if (board && found.ok) await tellBoard(found.value, board);
  }
  return new Map<string, never>();
});

/**
 * The same for somebody who has joined a line just now: reads the board anew, once for all who join together, since it
 * costs a look at every place of the hall. Without Redis nothing is told. Throws StoreUnavailable without PostgreSQL.
 */
export async function tellLine(scheduleId: string): Promise<void> {
  try {
    await telling(scheduleId);
  } catch (error) {
    if (!isStoreUnavailable(error) || error.store !== 'redis') throw error;
  }
}
