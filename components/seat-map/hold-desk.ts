import type { Hold } from '@/lib/domain/hold';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import { placeOfSeatId, seatId } from '@/lib/domain/seat';

/** The server's three answers about holds, as the page hands them in. */
export interface HoldActions {
  hold: (scheduleId: string, seatIds: string[]) => Promise<Result<Hold, Refusal>>;
  release: (
    scheduleId: string,
    seatIds: string[],
  ) => Promise<Result<{ released: string[]; hold: Hold | null }, Refusal>>;
  view: (scheduleId: string) => Promise<Result<Hold, Refusal>>;
}

/** My hold with its end on this page's own clock. */
export interface TimedHold extends Hold {
  /** performance.now() milliseconds. */
  endsAt: number;
}

/** What is mine: as the server last told it, and by place with the wishes under way. */
export interface DeskView {
  hold: TimedHold | null;
  places: readonly number[];
}

/** What the page hears from the desk. */
export type DeskEvent =
  | { type: 'held'; place: number }
  | { type: 'released'; places: number[] }
  | { type: 'refused'; place: number; wanted: 'hold' | 'release'; refusal: Refusal }
  | { type: 'unreachable'; place: number; wanted: 'hold' | 'release' };

/** What the desk does with the map before the server has answered, and takes back if it says no. */
interface Shown {
  setMine: (places: number[]) => void;
  drop: (places: number[]) => void;
  undrop: (places: number[]) => void;
}

/**
 * Takes taps and turns them into holds and releases, one request at a time and in the order tapped; the map shows each wish
 * at once and takes it back with the reason when it is refused. A second tap on a seat whose turn has not come undoes the first.
 */
export class HoldDesk {
  private hold: TimedHold | null = null;
  private view: DeskView = { hold: null, places: [] };
  private queue = new Map<number, 'hold' | 'release'>();
  private running: { place: number; wanted: 'hold' | 'release' } | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly scheduleId: string,
    private readonly actions: HoldActions,
    private readonly shown: Shown,
    private readonly tell: (event: DeskEvent) => void,
  ) {}

  /** What is mine now; the same object until it changes. */
  current = (): DeskView => this.view;

  /** Calls `listener` when that changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether a request is under way or waiting. */
  get busy(): boolean {
    return this.running !== null || this.queue.size > 0;
  }

  /** The seats that are mine, or will be if the server agrees. */
  places(): number[] {
    const places = new Set(this.hold?.seats.map((seat) => seat.place));
    const wishes = this.running
      ? [[this.running.place, this.running.wanted] as const, ...this.queue]
      : this.queue;
    for (const [place, wanted] of wishes) {
      if (wanted === 'hold') places.add(place);
      else places.delete(place);
    }
    return [...places];
  }

  /** A tap: holds the seat, or gives it back when it is mine. */
  toggle(place: number): void {
    const wanted = this.places().includes(place) ? 'release' : 'hold';
    if (this.queue.has(place)) this.queue.delete(place);
    else this.queue.set(place, wanted);
    if (wanted === 'release') this.shown.drop([place]);
    this.show();
    void this.work();
  }

  /** Takes a hold heard elsewhere (reload, another tab, the server asked again); ignored while own wishes are under way. */
  adopt(hold: TimedHold | null): void {
    if (this.busy) return;
    const kept = new Set(hold?.seats.map((seat) => seat.place));
    this.shown.drop((this.hold?.seats ?? []).map((seat) => seat.place).filter((place) => !kept.has(place)));
    this.keep(hold);
  }

  /** The hold has run out by the clock: its seats are shown as the stream says. */
  end(): void {
    this.keep(null);
  }

  /** Asks the server what I hold. Quietly keeps what is shown when it cannot be asked. */
  async refresh(): Promise<void> {
    if (this.busy) return;
    try {
      const said = await this.actions.view(this.scheduleId);
      if (said.ok) this.adopt(timed(said.value));
      else if (said.refusal.code === 'NO_HOLD') this.adopt(null);
    } catch {
      // Offline; the next occasion will tell.
    }
  }

  private async work(): Promise<void> {
    if (this.running) return;
    for (;;) {
      const next = this.queue.entries().next().value;
      if (!next) return;
      const [place, wanted] = next;
      this.queue.delete(place);
      this.running = { place, wanted };
      const event = await this.ask(place, wanted);
      this.running = null;
      this.show();
      this.tell(event);
    }
  }

  private async ask(place: number, wanted: 'hold' | 'release'): Promise<DeskEvent> {
    try {
      return wanted === 'hold' ? await this.askHold(place) : await this.askRelease(place);
    } catch {
      if (wanted === 'release') this.shown.undrop([place]);
      return { type: 'unreachable', place, wanted };
    }
  }

  private async askHold(place: number): Promise<DeskEvent> {
    const said = await this.actions.hold(this.scheduleId, [seatId(this.scheduleId, place)]);
    if (!said.ok) return { type: 'refused', place, wanted: 'hold', refusal: said.refusal };
    this.keep(timed(said.value));
    return { type: 'held', place };
  }

  private async askRelease(place: number): Promise<DeskEvent> {
    const said = await this.actions.release(this.scheduleId, [seatId(this.scheduleId, place)]);
    if (!said.ok) {
      this.shown.undrop([place]);
      return { type: 'refused', place, wanted: 'release', refusal: said.refusal };
    }
    const released = said.value.released.flatMap((id) => placeOfSeatId(this.scheduleId, id) ?? []);
    if (said.value.hold || released.length > 0) {
      this.keep(said.value.hold && timed(said.value.hold));
      return { type: 'released', places: released };
    }
    // Nothing was dropped: the hold has ended meanwhile, or is being booked in another tab. The server knows which.
    this.shown.undrop([place]);
    const mine = await this.actions.view(this.scheduleId);
    this.keep(mine.ok ? timed(mine.value) : null);
    return { type: 'released', places: [] };
  }

  private keep(hold: TimedHold | null): void {
    this.hold = hold;
    this.show();
  }

  private show(): void {
    this.view = { hold: this.hold, places: this.places() };
    this.shown.setMine([...this.view.places]);
    for (const listener of this.listeners) listener();
  }
}

/** A hold just received, with its end on this page's clock. */
export function timed(hold: Hold): TimedHold {
  return { ...hold, endsAt: performance.now() + hold.expiresInSeconds * 1000 };
}
