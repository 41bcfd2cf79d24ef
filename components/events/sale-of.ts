import type { ScheduleSummary } from '@/lib/domain/sale';

/** How the sale of a show, or of all shows of a concert, stands. */
export type Sale =
  | { state: 'open'; available: number }
  | { state: 'few'; available: number }
  | { state: 'opens'; at: string }
  | { state: 'sold_out' }
  | { state: 'closed' }
  | { state: 'cancelled' };

/** "Few seats left": at most this part of the house, and in a dome still something to hurry for. */
const fewShare = 0.1;
const fewAtMost = 500;

type SaleFacts = Pick<ScheduleSummary, 'saleStatus' | 'salesOpenAt' | 'seatsTotal' | 'seatsAvailable'>;

/** How the sale of one show stands. */
export function saleOf(schedule: SaleFacts): Sale {
  if (schedule.saleStatus === 'cancelled') return { state: 'cancelled' };
  if (schedule.saleStatus === 'closed') return { state: 'closed' };
  if (schedule.saleStatus === 'not_open') return { state: 'opens', at: schedule.salesOpenAt };
  const available = schedule.seatsAvailable;
  if (available <= 0) return { state: 'sold_out' };
  const few = available <= Math.min(fewAtMost, schedule.seatsTotal * fewShare);
  return { state: few ? 'few' : 'open', available };
}

/** How the sale of a concert stands: the best of its shows for someone who wants to go. */
export function saleOfEvent(schedules: readonly SaleFacts[]): Sale {
  const sales = schedules.map(saleOf);
  const open = sales.filter((sale) => sale.state === 'open' || sale.state === 'few');
  if (open.length > 0) {
    const available = open.reduce((sum, sale) => sum + sale.available, 0);
    return { state: open.every((sale) => sale.state === 'few') ? 'few' : 'open', available };
  }
  const opening = sales.flatMap((sale) => (sale.state === 'opens' ? [sale.at] : [])).sort();
  if (opening[0] !== undefined) return { state: 'opens', at: opening[0] };
  if (sales.some((sale) => sale.state === 'sold_out')) return { state: 'sold_out' };
  const allCancelled = sales.length > 0 && sales.every((sale) => sale.state === 'cancelled');
  return { state: allCancelled ? 'cancelled' : 'closed' };
}
