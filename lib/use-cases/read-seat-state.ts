import { granted, type Result, refused } from '@/lib/domain/result';
import { liveMap } from '@/lib/sale/live-maps';

/** A schedule's whole map, packed, with the position it is at. */
export interface SeatStateView {
  /** 2 bits a seat in plan order. */
  bytes: Buffer;
  /** Free places of the standing areas, in plan order. */
  areas: number[];
  /** Where the live stream goes on from. */
  position: string;
  planId: string;
  seatCount: number;
}

/** The state of a schedule's map, out of this process's memory. Throws StoreUnavailable. */
export async function readSeatState(wish: {
  scheduleId: string;
}): Promise<Result<SeatStateView, { code: 'SCHEDULE_NOT_FOUND' }>> {
  const kept = await liveMap(wish.scheduleId);
  if (!kept) return refused({ code: 'SCHEDULE_NOT_FOUND' });
  const { planId, seatCount } = kept;
  return granted({ ...kept.map.state(), planId, seatCount });
}
