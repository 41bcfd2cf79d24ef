import { setPackedStatus } from '@/lib/domain/seat';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readStoredAreas } from '@/lib/postgres/area-store';
import { readTakenSeats } from '@/lib/postgres/seat-store';
import { readSeatStateFromRedis, type SeatState } from '@/lib/redis/seat-base-store';
import { onSeatMap } from './on-seat-map';

/** Codes of the packed map for PostgreSQL's statuses; a claimed seat is shown as held. */
const shownCodes = { available: 0, claimed: 1, sold: 2, withheld: 3 } as const;

/** Bytes of a packed map of this many seats. */
export function packedLength(seatCount: number): number {
  return Math.ceil(seatCount / 4);
}

/** Redis leaves trailing zero bytes out; a map has all of them. */
function padded(bytes: Buffer, seatCount: number): Buffer {
  const whole = Buffer.alloc(packedLength(seatCount));
  bytes.copy(whole);
  return whole;
}

/** A schedule's map as Redis has it, rebuilt first where it must be. Throws StoreUnavailable. */
export async function readLiveState(scheduleId: string, seatCount: number): Promise<SeatState> {
  const state = await onSeatMap(
    scheduleId,
    () => readSeatStateFromRedis(scheduleId),
    (answer) => answer === null,
  );
  if (!state) throw new Error('onSeatMap let a missing map through');
  return { ...state, bytes: padded(state.bytes, seatCount) };
}

/** What a schedule's map shows: its packed seats, and the free places of its standing areas in plan order. */
export type MapState = Pick<SeatState, 'bytes' | 'areas'>;

/** A schedule's map by PostgreSQL alone: what is sold or withheld, without holds. Throws StoreUnavailable. */
export async function readDurableState(scheduleId: string, seatCount: number): Promise<MapState> {
  const bytes = Buffer.alloc(packedLength(seatCount));
  const [taken, areas] = await Promise.all([readTakenSeats(scheduleId), readStoredAreas(scheduleId)]);
  for (const seat of taken) {
    if (seat.place < seatCount) setPackedStatus(bytes, seat.place, shownCodes[seat.status]);
  }
  return { bytes, areas: areas.map(({ capacity, live }) => capacity - live) };
}

/** The best map there is: the live one, or PostgreSQL's while Redis is away. Throws StoreUnavailable. */
export async function readBestState(scheduleId: string, seatCount: number): Promise<MapState> {
  try {
    return await readLiveState(scheduleId, seatCount);
  } catch (error) {
    if (isStoreUnavailable(error) && error.store === 'redis') return readDurableState(scheduleId, seatCount);
    throw error;
  }
}
