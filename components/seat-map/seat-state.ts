import type { SeatStatus } from '@/lib/domain/seat';

/** Seat status → its code in this map: the four packed ones first, then "mine". */
const mineCode = 4;
const statusByCode: readonly SeatStatus[] = ['available', 'held', 'sold', 'withheld', 'mine'];

type Listener = (changed: readonly number[] | 'all') => void;

/**
 * The status of every seat, one byte each: what the server says, and over it the seats that are mine. Counts what
 * is free by section and category while it changes, so that no one has to walk 80,000 seats for a label.
 */
export class SeatState {
  readonly seatCount: number;
  readonly freeBySection: Int32Array;
  readonly freeByCategory: Int32Array;
  /** Grows with every change, for React's snapshot. */
  version = 0;
  /** False until the server has answered once: a map that is not known must not look free. */
  known = false;
  private readonly codes: Uint8Array;
  private readonly shown: Uint8Array;
  private readonly mine = new Set<number>();
  private readonly dropped = new Set<number>();
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly section: Uint16Array,
    private readonly category: Uint8Array,
    sectionCount: number,
    categoryCount: number,
  ) {
    this.seatCount = section.length;
    this.codes = new Uint8Array(this.seatCount).fill(3);
    this.shown = new Uint8Array(this.seatCount).fill(3);
    this.freeBySection = new Int32Array(sectionCount);
    this.freeByCategory = new Int32Array(categoryCount);
  }

  /** Takes the whole packed map from the server, at the start and after a reset. */
  replace(bytes: Uint8Array): void {
    this.dropped.clear();
    for (let place = 0; place < this.seatCount; place += 1) {
      this.codes[place] = packedCodeAt(bytes, place);
      this.show(place);
    }
    this.known = true;
    this.tell('all');
  }

  /** Takes live changes, `[place, code]`. A place outside the plan or an unknown code is left alone. */
  apply(changes: readonly (readonly [number, number])[]): void {
    const changed: number[] = [];
    for (const [place, code] of changes) {
      if (!(place >= 0 && place < this.seatCount) || !(code >= 0 && code < mineCode)) continue;
      this.codes[place] = code;
      this.dropped.delete(place);
      if (this.show(place)) changed.push(place);
    }
    if (changed.length > 0) this.tell(changed);
  }

  /** Says which seats are mine; `wanted` replaces the earlier ones. */
  setMine(wanted: Iterable<number>): void {
    const next = new Set(wanted);
    const concerned = new Set([...this.mine, ...next]);
    this.mine.clear();
    for (const place of next) if (place < this.seatCount) this.mine.add(place);
    this.refresh(concerned);
  }

  /**
   * A seat I gave back is shown free until the stream says what it is. The answer and the stream race: whichever comes
   * last must not leave the seat held for ever.
   */
  drop(places: Iterable<number>): void {
    const concerned = [...places];
    for (const place of concerned) if (this.codes[place] === 1) this.dropped.add(place);
    this.refresh(concerned);
  }

  /** Takes back `drop`, when the server refused to release. */
  undrop(places: Iterable<number>): void {
    const concerned = [...places];
    for (const place of concerned) this.dropped.delete(place);
    this.refresh(concerned);
  }

  /** The status as this buyer sees it. */
  statusAt(place: number): SeatStatus {
    return statusByCode[this.shown[place] ?? 3] ?? 'withheld';
  }

  /** The shown statuses as codes by place: 0 available, 1 held, 2 sold, 3 withheld, 4 mine. For drawing; not to be written. */
  get shownCodes(): Uint8Array {
    return this.shown;
  }

  /** How many seats are free in the whole hall. */
  get free(): number {
    let sum = 0;
    for (const count of this.freeByCategory) sum += count;
    return sum;
  }

  /** Calls `listener` after each change until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private refresh(places: Iterable<number>): void {
    const changed = [...places].filter((place) => this.show(place));
    if (changed.length > 0) this.tell(changed);
  }

  /** Works out what is shown for a place and keeps the counts; true when it differs from before. */
  private show(place: number): boolean {
    const before = this.shown[place] ?? 3;
    const base = this.dropped.has(place) ? 0 : (this.codes[place] ?? 3);
    const after = this.mine.has(place) ? mineCode : base;
    if (before === after) return false;
    this.shown[place] = after;
    const step = Number(after === 0) - Number(before === 0);
    if (step !== 0) {
      const section = this.section[place] ?? 0;
      const category = this.category[place] ?? 0;
      this.freeBySection[section] = (this.freeBySection[section] ?? 0) + step;
      this.freeByCategory[category] = (this.freeByCategory[category] ?? 0) + step;
    }
    return true;
  }

  private tell(changed: readonly number[] | 'all'): void {
    this.version += 1;
    for (const listener of this.listeners) listener(changed);
  }
}

/** The two bits of a place (packedStatusAt); a name for each of 80,000 seats would be looked up for nothing. */
function packedCodeAt(bytes: Uint8Array, place: number): number {
  return ((bytes[place >> 2] ?? 0) >> (6 - 2 * (place & 3))) & 3;
}
