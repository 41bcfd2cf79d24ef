import type { FreeForLine, StandbyBoard } from '@/lib/postgres/standby-offer-store';
import { countLike } from './choose-best';
import type { Sale } from './find-sale';

/** What is left of the free seats while a line is served. */
export class SeatsForLine {
  readonly #hall: Pick<Sale, 'schedule' | 'ready'>;
  readonly #isFree: (place: number) => boolean;
  readonly #out = new Set<number>();
  /** By grade, since the last seats were taken out. */
  readonly #counts = new Map<string, number>();

  constructor(hall: Pick<Sale, 'schedule' | 'ready'>, isFree: (place: number) => boolean) {
    this.#hall = hall;
    this.#isFree = isFree;
  }

  readonly has = (place: number): boolean => !this.#out.has(place) && this.#isFree(place);

  takeOut(places: readonly number[]): void {
    for (const place of places) this.#out.add(place);
    this.#counts.clear();
  }

  /** How many there are of a grade. */
  count(grade: string): number {
    const count = this.#counts.get(grade) ?? countLike(this.#hall, { grade }, this.has);
    this.#counts.set(grade, count);
    return count;
  }

  /** What there is of what a line waits for. */
  wantedBy(board: StandbyBoard): FreeForLine {
    const counts = Object.entries(board.grades).map(
      ([grade, least]) => [grade, least, this.count(grade)] as const,
    );
    return {
      places: board.places.filter(this.has),
      grades: new Map(counts.flatMap(([grade, least, count]) => (count >= least ? [[grade, count]] : []))),
    };
  }
}
