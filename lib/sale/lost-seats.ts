import { nearestSeats } from '@/lib/domain/nearest-seats';
import type { AreaRefusal, PricedSeat, SeatRefusal } from '@/lib/domain/refusals';
import { packedStatusAt } from '@/lib/domain/seat';
import { namedSeat } from '@/lib/domain/seats-wanted';
import { areaId, namedArea } from '@/lib/domain/standing-area';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { readSeatStateFromRedis } from '@/lib/redis/seat-base-store';
import { type Sale, seatsAt } from './find-sale';
import { pricedSeats } from './priced-seats';

const offered = 4;

async function alternativesTo(sale: Sale, lostPlaces: readonly number[]): Promise<PricedSeat[]> {
  const [lost] = seatsAt(sale.ready, lostPlaces);
  if (!lost) return [];
  try {
    const state = await readSeatStateFromRedis(sale.schedule.scheduleId);
    if (!state) return [];
    const wanted = new Set(sale.places);
    const isFree = (place: number) =>
      !wanted.has(place) && packedStatusAt(state.bytes, place) === 'available';
    return pricedSeats(sale.schedule, nearestSeats(sale.ready.hall.seats, lost, isFree, offered));
  } catch (error) {
    // Alternatives are a kindness; the refusal itself must not fail for them.
    if (isStoreUnavailable(error)) return [];
    throw error;
  }
}

/** The refusal for seats that somebody else has: names them and the nearest free ones. */
export async function lostSeats(
  sale: Sale,
  code: SeatRefusal['code'],
  places: readonly number[],
): Promise<SeatRefusal> {
  const seats = seatsAt(sale.ready, places).map((seat) => namedSeat(sale.schedule.scheduleId, seat));
  return { code, seats, alternatives: await alternativesTo(sale, places) };
}

/** The refusal for seats that PostgreSQL says are taken: [place, status]; the first one names the code. */
export function takenSeats(sale: Sale, taken: readonly (readonly [number, string | null])[]) {
  const codes = {
    claimed: 'SEAT_ALREADY_HELD',
    sold: 'SEAT_ALREADY_SOLD',
    withheld: 'SEAT_WITHHELD',
  } as const;
  const status = taken[0]?.[1];
  const code = status === 'claimed' || status === 'withheld' ? codes[status] : codes.sold;
  return lostSeats(
    sale,
    code,
    taken.map(([place]) => place),
  );
}

/** The refusal for standing areas that have not as many places left as were asked for. */
export function areasLeft(
  { schedule, ready }: Pick<Sale, 'schedule' | 'ready'>,
  left: readonly { area: number; available: number }[],
): AreaRefusal {
  const areas = left.map(({ area, available }) => ({
    areaId: areaId(schedule.scheduleId, area),
    ...namedArea(ready.hall, schedule.areas.find((one) => one.area === area) ?? { area, name: '' }),
    available,
  }));
  return { code: 'NOT_ENOUGH_PLACES', areas };
}
