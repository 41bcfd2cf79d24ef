import { saleOfEvent } from '@/components/events/sale-of';
import type { EventSummary } from '@/lib/domain/sale';

const rank = { few: 0, open: 0, opens: 1, sold_out: 2, closed: 3, cancelled: 4 };

/** Concerts one can buy first, then those about to open, then the rest; each as they came. */
export function inShowOrder(events: EventSummary[]): EventSummary[] {
  const rankOf = (event: EventSummary) => rank[saleOfEvent(event.schedules).state];
  return [...events].sort((a, b) => rankOf(a) - rankOf(b));
}

/** What the stage belongs to: the sale that opens next, else the largest house still on sale. */
export function nextBigThing(events: EventSummary[]): EventSummary | undefined {
  const sales = events.map((event) => ({ event, sale: saleOfEvent(event.schedules) }));
  const opening = sales
    .flatMap(({ event, sale }) => (sale.state === 'opens' ? [{ event, at: sale.at }] : []))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (opening[0]) return opening[0].event;
  const seats = (event: EventSummary) => event.schedules.reduce((sum, show) => sum + show.seatsTotal, 0);
  return sales
    .filter(({ sale }) => sale.state === 'open' || sale.state === 'few')
    .map(({ event }) => event)
    .sort((a, b) => seats(b) - seats(a))[0];
}
