import type { Money } from '@/lib/domain/money';
import type { SaleStatus } from '@/lib/domain/sale';
import type { SeatStatus } from '@/lib/domain/seat';
import type { HallModel } from './hall-model';

/** A seat in words, for tooltip, list and live region. */
export interface SeatWords {
  place: number;
  section: string;
  row: string;
  number: string;
  grade: string;
  colour: string;
  price: Money | null;
  marks: readonly SeatMark[];
}

/** What is special about a seat. */
export type SeatMark = 'accessible' | 'companion' | 'restrictedView';
const seatMarks: readonly SeatMark[] = ['accessible', 'companion', 'restrictedView'];

/** What is printed on a seat and what it costs. */
export function seatWords(hall: HallModel, place: number): SeatWords {
  const row = hall.rows[hall.row[place] ?? 0];
  const category = hall.category[place] ?? 0;
  const grade = hall.grades[category];
  return {
    place,
    section: hall.sections[hall.section[place] ?? 0]?.name ?? '',
    row: row?.label ?? '',
    number: hall.number[place] ?? '',
    grade: grade?.name ?? '',
    colour: hall.colours[category] ?? '',
    price: grade?.price ?? null,
    marks: seatMarks.filter((mark) => hall[mark].has(place)),
  };
}

/**
 * A row's label as a reader of the language says it. Korean plans write the word for "row" behind the number ("3열"), which the
 * English sentence has before it.
 */
export function rowInWords(label: string, language: 'ko' | 'en'): string {
  return language === 'en' ? label.replace(/열$/, '') : label;
}

/** A section's name as a reader of the language says it: "301구역" is "Section 301" to an English one. */
export function sectionInWords(name: string, language: 'ko' | 'en'): string {
  const said = language === 'en' ? /^(.+)구역$/.exec(name)?.[1] : undefined;
  return said === undefined ? name : `Section ${said}`;
}

/** The message that names a mark. */
export const markMessage = {
  accessible: 'accessible',
  companion: 'companion',
  restrictedView: 'restrictedView',
} as const satisfies Record<SeatMark, string>;

/** The message that names a status. */
export const statusMessage = {
  available: 'status.available',
  held: 'status.held',
  sold: 'status.sold',
  withheld: 'status.withheld',
  mine: 'status.mine',
} as const satisfies Record<SeatStatus, string>;

const notOnSale = {
  not_open: 'status.notOpen',
  closed: 'status.closed',
  cancelled: 'status.cancelled',
} as const;

/** The same, as the sale stands: what is free is not to be had before it opens, after it closes, of a cancelled show. */
export function statusInSale(status: SeatStatus, sale: SaleStatus) {
  return status === 'available' && sale !== 'open' ? notOnSale[sale] : statusMessage[status];
}
