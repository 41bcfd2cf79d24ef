import type { Standby, StandbyOffer, StandbyWithShow } from '@/lib/domain/standby';
import type { StoredStandby } from '@/lib/postgres/standby-store';
import { type Sale, seatsAt } from './find-sale';
import { pricedSeats } from './priced-seats';

type Hall = Pick<Sale, 'schedule' | 'ready'>;

/** A stored place in line as its buyer sees it. */
export function presentStandby(hall: Hall, stored: StoredStandby): Standby {
  const { schedule } = hall;
  const { standbyId, places, quantity, state, passedOverAt, passedOverCode } = stored;
  const isNamed = places.length > 0;
  return {
    standbyId,
    scheduleId: schedule.scheduleId,
    kind: isNamed ? 'seats' : 'any',
    seats: pricedSeats(schedule, seatsAt(hall.ready, places)),
    grade: isNamed ? null : (stored.grades[0] ?? null),
    quantity,
    state,
    ahead: stored.ahead,
    offer: state === 'offered' ? presentOffer(hall, stored) : null,
    limitReached: state === 'waiting' && stored.liveTickets + quantity > schedule.rules.seatLimit,
    passedOver:
      passedOverAt && passedOverCode !== null
        ? { at: passedOverAt.toISOString(), code: passedOverCode }
        : null,
    joinedAt: stored.joinedAt.toISOString(),
    endedAt: stored.endedAt?.toISOString() ?? null,
  };
}

/** The same with its show. */
export function presentStandbyWithShow(sale: Sale, stored: StoredStandby): StandbyWithShow {
  const { event, venue, startsAt, salesCloseAt } = sale.schedule;
  return { ...presentStandby(sale, stored), event, venue, startsAt, salesCloseAt };
}

function presentOffer({ schedule, ready }: Hall, stored: StoredStandby): StandbyOffer {
  const seats = pricedSeats(schedule, seatsAt(ready, stored.offerPlaces));
  const amount = seats.reduce((sum, { price }) => sum + price.amount, 0);
  return {
    seats,
    total: { amount, currency: schedule.currency },
    endsAt: stored.offerEndsAt?.toISOString() ?? '',
    endsInSeconds: Math.max(0, Math.ceil(stored.secondsLeft ?? 0)),
  };
}
