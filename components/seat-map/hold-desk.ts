import { type AreaQuantity, placesIn } from '@/lib/domain/standing-area';
import {
  type DeskEvent,
  type HoldActions,
  HoldAsker,
  type TimedHold,
  timed,
  type Wish,
  wishedPlaces,
} from './hold-wishes';

/** What is mine: as the server last told it, and by place and standing area with the wishes under way. */
export interface DeskView {
  hold: TimedHold | null;
  places: readonly number[];
  areas: readonly AreaQuantity[];
  /** The best seats are being looked for. */
  choosing: boolean;
}

/** What the desk does with the map before the server has answered, and takes back if it says no. */
interface Shown {
  setMine: (places: number[], areas: readonly AreaQuantity[]) => void;
  drop: (places: number[]) => void;
  undrop: (places: number[]) => void;
}

/**
 * Takes taps and turns them into holds and releases, one request at a time and in the order tapped; the map shows each wish
 * at once and takes it back with the reason when it is refused. A second tap on a seat whose turn has not come undoes the first.
 */
export class HoldDesk {
  private hold: TimedHold | null = null;
  private view: DeskView = { hold: null, places: [], areas: [], choosing: false };
  private queue: Wish[] = [];
  private running: Wish | null = null;
  private readonly asker: HoldAsker;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly scheduleId: string,
    private readonly actions: HoldActions,
    private readonly shown: Shown,
    private readonly tell: (event: DeskEvent) => void,
  ) {
    this.asker = new HoldAsker(scheduleId, actions);
  }

  /** What is mine now; the same object until it changes. */
  current = (): DeskView => this.view;

  /** Calls `listener` when that changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Says how many seats the buyer wants in all; null = not said. */
  setPartySize(size: number | null): void {
    this.asker.partySize = size;
  }

  /** Whether a request is under way or waiting. */
  get busy(): boolean {
    return this.running !== null || this.queue.length > 0;
  }

  /** The seats that are mine, or will be if the server agrees. */
  places(): number[] {
    const places = new Set(this.hold?.seats.map((seat) => seat.place));
    for (const wish of this.running ? [this.running, ...this.queue] : this.queue) {
      const { take, giveBack } = wishedPlaces(wish);
      for (const place of take) places.add(place);
      for (const place of giveBack) places.delete(place);
    }
    return [...places];
  }

  /** Places of standing areas that are mine, or will be if the server agrees; none with none. */
  areas(): AreaQuantity[] {
    const quantities = new Map(this.hold?.areas.map(({ area, quantity }) => [area, quantity]));
    for (const wish of this.running ? [this.running, ...this.queue] : this.queue) {
      if (wish.kind === 'area') quantities.set(wish.area, wish.quantity);
    }
    return [...quantities].flatMap(([area, quantity]) => (quantity > 0 ? { area, quantity } : []));
  }

  /** How many seats and places that is together. */
  get count(): number {
    return this.places().length + placesIn(this.areas());
  }

  /** So many places of a standing area instead of as many as are mine. */
  stand(area: number, quantity: number): void {
    this.queue = this.queue.filter((wish) => wish.kind !== 'area' || wish.area !== area);
    this.queue.push({ kind: 'area', area, quantity });
    this.show();
    void this.work();
  }

  /** A tap: holds the seat, or gives it back when it is mine. */
  toggle(place: number): void {
    const mine = this.places().includes(place);
    const isTap = (wish: Wish) => (wish.kind === 'hold' || wish.kind === 'release') && wish.place === place;
    const waiting = this.queue.some(isTap);
    if (mine) this.shown.drop([place]);
    if (waiting) this.queue = this.queue.filter((wish) => !isTap(wish));
    else this.queue.push({ kind: mine ? 'release' : 'hold', place });
    this.show();
    void this.work();
  }

  /** Takes other seats instead of some of mine. */
  swap(take: number[], giveBack: number[], seatLimit: number): void {
    const giveFirst = this.count + take.length > seatLimit;
    this.shown.drop(giveBack);
    this.queue.push({ kind: 'swap', take, giveBack, giveFirst });
    this.show();
    void this.work();
  }

  /** Lets the server choose and hold the best free seats, of these grades where some are named. */
  takeBest(quantity: number, grades: string[], accessible: boolean): void {
    if (this.view.choosing) return;
    this.queue.push({ kind: 'best', quantity, grades, accessible });
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

  /** Shows what is mine once more: what else counts as mine has changed. */
  showAgain(): void {
    this.show();
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
      const wish = this.queue.shift();
      if (!wish) return;
      this.running = wish;
      const { event, hold, stillMine = [] } = await this.asker.ask(wish, this.hold);
      this.running = null;
      this.shown.undrop(stillMine);
      if (hold !== undefined) this.hold = hold;
      this.show();
      this.tell(event);
    }
  }

  private keep(hold: TimedHold | null): void {
    this.hold = hold;
    this.show();
  }

  private show(): void {
    const choosing = [this.running, ...this.queue].some((wish) => wish?.kind === 'best');
    this.view = { hold: this.hold, places: this.places(), areas: this.areas(), choosing };
    this.shown.setMine([...this.view.places], this.view.areas);
    for (const listener of this.listeners) listener();
  }
}
