import type { Buyer } from '@/lib/domain/buyer';
import { manages } from '@/lib/domain/manages';
import type { NamedSeat, WithholdRefusal } from '@/lib/domain/refusals';
import { granted, type Result, refused } from '@/lib/domain/result';
import { namedSeat, type SeatsWanted } from '@/lib/domain/seats-wanted';
import { setWithheld } from '@/lib/postgres/seat-store';
import { findSale, seatsAt } from '@/lib/sale/find-sale';
import { takenSeats } from '@/lib/sale/lost-seats';
import { tellSeatBase } from '@/lib/sale/tell-seat-base';

/**
 * Withholds seats of an organizer's own schedule from the sale, or puts withheld ones back (withheld: false); all or
 * none. A buyer's hold on such a seat loses at booking. Refuses others' schedules. Throws StoreUnavailable.
 */
export async function withholdSeats(wish: {
  buyer: Buyer;
  scheduleId: string;
  wanted: SeatsWanted;
  withheld: boolean;
}): Promise<Result<{ seats: NamedSeat[] }, WithholdRefusal>> {
  const found = await findSale(wish);
  if (!found.ok) return found;
  const sale = found.value;
  const { scheduleId, organizerId } = sale.schedule;
  if (!manages(wish.buyer, organizerId)) return refused({ code: 'NOT_ALLOWED' });
  if (sale.schedule.cancelled && !wish.withheld) return refused({ code: 'SHOW_CANCELLED' });

  const named = (places: readonly number[]) =>
    seatsAt(sale.ready, places).map((seat) => namedSeat(scheduleId, seat));
  const said = await setWithheld(scheduleId, sale.places, wish.withheld);
  if ('changed' in said) {
    await tellSeatBase({ scheduleId }, { seats: said.changed, areas: [] });
    return granted({ seats: named(sale.places) });
  }
  if (said.refusal === 'SEATS_TAKEN') return refused(await takenSeats(sale, said.seats));
  return refused({ code: said.refusal, seats: named(said.seats.map(([place]) => place)) });
}
