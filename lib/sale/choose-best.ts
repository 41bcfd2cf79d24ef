import { type BestAvailable, bestAvailable } from '@/lib/domain/best-available';
import type { Sale } from './find-sale';

/** What seats somebody wants who names none. */
export interface SeatsLike {
  /** Name of a grade. */
  grade?: string | undefined;
  section?: string | undefined;
  /** Seats with room for a wheelchair; ordinary wishes never get one. */
  accessible?: boolean | undefined;
}

type Hall = Pick<Sale, 'schedule' | 'ready'>;

/** Which of a hall's seats suit a wish. */
export function seatsLike({ schedule, ready }: Hall, wish: SeatsLike): (place: number) => boolean {
  const grades = schedule.grades.filter(({ name }) => wish.grade === undefined || name === wish.grade);
  const categories = new Set(grades.map(({ category }) => category));
  return (place) => {
    const seat = ready.hall.seats[place];
    if (!seat || !categories.has(seat.category)) return false;
    if (wish.section !== undefined && seat.section !== wish.section) return false;
    // Neither a wheelchair place nor the seat beside it goes to an ordinary wish.
    return wish.accessible ? seat.accessible : !seat.accessible && !seat.companion;
  };
}

/** The best of the free seats that suit a wish, together if possible; null when there are not enough. */
export function chooseBest(
  hall: Hall,
  wish: SeatsLike & { quantity: number },
  isFree: (place: number) => boolean,
): BestAvailable | null {
  const { blocks, picture } = hall.ready;
  const { seats, focalPoint } = picture;
  const isWanted = seatsLike(hall, wish);
  const { quantity } = wish;
  return bestAvailable({
    ...{ quantity, blocks, x: seats.x, y: seats.y, focalPoint, isFree, isWanted, random: Math.random },
  });
}

/** How many free seats suit a wish. */
export function countLike(hall: Hall, wish: SeatsLike, isFree: (place: number) => boolean): number {
  const isWanted = seatsLike(hall, wish);
  return hall.ready.hall.seats.filter(({ place }) => isFree(place) && isWanted(place)).length;
}
