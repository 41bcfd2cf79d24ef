import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import type { Hold } from '@/lib/domain/hold';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import { placeOfSeatId, seatId } from '@/lib/domain/seat';
import { type AreaWanted, areaId } from '@/lib/domain/standing-area';

/** The best free seats, as they are asked for. */
export interface BestWish {
  quantity: number;
  /** Name of a grade; absent = any. */
  grade?: string | undefined;
  /** Seats with room for a wheelchair. */
  accessible?: boolean | undefined;
}

/** The server's answers about holds, as the page hands them in. */
export interface HoldActions {
  hold: (scheduleId: string, seatIds: string[], partySize?: number) => Promise<Result<Hold, Refusal>>;
  best: (scheduleId: string, wish: BestWish) => Promise<Result<{ hold: Hold; together: boolean }, Refusal>>;
  release: (
    scheduleId: string,
    seatIds: string[],
  ) => Promise<Result<{ released: string[]; hold: Hold | null }, Refusal>>;
  /** So many places of a standing area shall be mine at least; `partySize` as with seats. */
  holdArea: (
    scheduleId: string,
    areaId: string,
    quantity: number,
    partySize?: number,
  ) => Promise<Result<Hold, Refusal>>;
  /** So many places of a standing area stay mine at most. */
  keepArea: (
    scheduleId: string,
    areaId: string,
    quantity: number,
  ) => Promise<Result<{ releasedAreas: AreaWanted[]; hold: Hold | null }, Refusal>>;
  view: (scheduleId: string) => Promise<Result<Hold, Refusal>>;
}

/** My hold with its end on this page's own clock. */
export interface TimedHold extends Hold {
  /** performance.now() milliseconds. */
  endsAt: number;
}

/** What the buyer wants of the server. */
export type Wish =
  | { kind: 'hold'; place: number }
  | { kind: 'release'; place: number }
  /** So many places of a standing area instead of as many as I have. */
  | { kind: 'area'; area: number; quantity: number }
  /** Other seats instead of some of mine. `giveFirst`: both together would be more than anybody may have. */
  | { kind: 'swap'; take: number[]; giveBack: number[]; giveFirst: boolean }
  /** `grades` are asked for one after another until one has enough; empty = any. */
  | { kind: 'best'; quantity: number; grades: string[]; accessible: boolean };

/** What the page hears from the desk. `place` is null when no single seat was meant. */
export type DeskEvent =
  | { type: 'held'; place: number }
  | { type: 'released'; places: number[] }
  | { type: 'area'; area: number; quantity: number }
  | { type: 'swapped'; places: number[] }
  | { type: 'best'; places: number[]; together: boolean }
  | { type: 'refused'; place: number | null; wanted: Wish['kind']; refusal: Refusal }
  | { type: 'unreachable'; place: number | null; wanted: Wish['kind'] };

/** What a wish came to. */
export interface Outcome {
  event: DeskEvent;
  /** My hold afterwards; absent = as before. */
  hold?: TimedHold | null;
  /** Seats that were to be given back and are mine after all. */
  stillMine?: number[];
}

/** What a wish takes and gives back, as far as that is known before the answer. */
export function wishedPlaces(wish: Wish): { take: number[]; giveBack: number[] } {
  if (wish.kind === 'hold') return { take: [wish.place], giveBack: [] };
  if (wish.kind === 'release') return { take: [], giveBack: [wish.place] };
  return wish.kind === 'swap' ? wish : { take: [], giveBack: [] };
}

/** A hold just received, with its end on this page's clock. */
export function timed(hold: Hold): TimedHold {
  return { ...hold, endsAt: performance.now() + hold.expiresInSeconds * 1000 };
}

/** Asks the server for one wish at a time and tells what came of it. */
export class HoldAsker {
  /** How many seats the buyer wants in all: from then on the server minds the seats left alone. null = not said. */
  partySize: number | null = null;

  constructor(
    private readonly scheduleId: string,
    private readonly actions: HoldActions,
  ) {}

  /** `mine`: what the buyer holds now. Never throws: a server out of reach is an outcome too. */
  async ask(wish: Wish, mine: Hold | null): Promise<Outcome> {
    try {
      if (wish.kind === 'hold') return await this.hold(wish.place);
      if (wish.kind === 'release') return await this.release(wish.place);
      if (wish.kind === 'area') return await this.stand(wish, mine);
      return wish.kind === 'swap' ? await this.swap(wish) : await this.best(wish, mine);
    } catch (error) {
      reloadIfOutdated(error);
      const event = { type: 'unreachable', place: placeOf(wish), wanted: wish.kind } as const;
      return { event, stillMine: wishedPlaces(wish).giveBack };
    }
  }

  private ids(places: readonly number[]): string[] {
    return places.map((place) => seatId(this.scheduleId, place));
  }

  private async hold(place: number): Promise<Outcome> {
    const said = await this.actions.hold(this.scheduleId, this.ids([place]), this.partySize ?? undefined);
    if (!said.ok) return { event: { type: 'refused', place, wanted: 'hold', refusal: said.refusal } };
    return { event: { type: 'held', place }, hold: timed(said.value) };
  }

  private async release(place: number): Promise<Outcome> {
    const said = await this.actions.release(this.scheduleId, this.ids([place]));
    if (!said.ok) {
      return {
        event: { type: 'refused', place, wanted: 'release', refusal: said.refusal },
        stillMine: [place],
      };
    }
    const { hold } = said.value;
    const places = said.value.released.flatMap((id) => placeOfSeatId(this.scheduleId, id) ?? []);
    if (hold || places.length > 0) {
      return { event: { type: 'released', places }, hold: hold && timed(hold) };
    }
    // Nothing was dropped: the hold has ended meanwhile, or is being booked in another tab. The server knows which.
    const mine = await this.actions.view(this.scheduleId);
    return {
      event: { type: 'released', places: [] },
      hold: mine.ok ? timed(mine.value) : null,
      stillMine: [place],
    };
  }

  private async stand(
    { area, quantity }: Extract<Wish, { kind: 'area' }>,
    mine: Hold | null,
  ): Promise<Outcome> {
    const id = areaId(this.scheduleId, area);
    const event = { type: 'area', area, quantity } as const;
    const refusedBy = (refusal: Refusal) =>
      ({ event: { type: 'refused', place: null, wanted: 'area', refusal } }) as const;
    const had = mine?.areas.find((one) => one.area === area)?.quantity ?? 0;
    if (quantity > had) {
      const said = await this.actions.holdArea(this.scheduleId, id, quantity, this.partySize ?? undefined);
      return said.ok ? { event, hold: timed(said.value) } : refusedBy(said.refusal);
    }
    const said = await this.actions.keepArea(this.scheduleId, id, quantity);
    if (!said.ok) return refusedBy(said.refusal);
    const { hold, releasedAreas } = said.value;
    if (hold || releasedAreas.length > 0) return { event, hold: hold && timed(hold) };
    // As with seats: the hold has ended meanwhile, or is being booked in another tab.
    const now = await this.actions.view(this.scheduleId);
    return { event, hold: now.ok ? timed(now.value) : null };
  }

  /** The new seats come before the old ones go, so that a lost race costs nothing. */
  private async swap({ take, giveBack, giveFirst }: Extract<Wish, { kind: 'swap' }>): Promise<Outcome> {
    const refusedBy = (refusal: Refusal) =>
      ({ type: 'refused', place: null, wanted: 'swap', refusal }) as const;
    const give = () => this.actions.release(this.scheduleId, this.ids(giveBack));
    let left: TimedHold | null | undefined;
    if (giveFirst && giveBack.length > 0) {
      const given = await give();
      if (!given.ok) return { event: refusedBy(given.refusal), stillMine: giveBack };
      left = given.value.hold && timed(given.value.hold);
    }
    // Without the party's size: old and new together are no choice to be judged.
    const taken = await this.actions.hold(this.scheduleId, this.ids(take));
    if (!taken.ok) {
      const event = refusedBy(taken.refusal);
      return left === undefined ? { event, stillMine: giveBack } : { event, hold: left };
    }
    const event = { type: 'swapped', places: take } as const;
    if (giveFirst || giveBack.length === 0) return { event, hold: timed(taken.value) };
    const given = await give();
    if (!given.ok) return { event: refusedBy(given.refusal), hold: timed(taken.value), stillMine: giveBack };
    return { event, hold: given.value.hold && timed(given.value.hold) };
  }

  private async best(
    { quantity, grades, accessible }: Extract<Wish, { kind: 'best' }>,
    mine: Hold | null,
  ): Promise<Outcome> {
    const [first, ...others] = grades.length > 0 ? grades : [undefined];
    const ask = (grade: string | undefined) =>
      this.actions.best(this.scheduleId, { quantity, grade, accessible });
    let said = await ask(first);
    for (const grade of others) {
      if (said.ok || said.refusal.code !== 'NOT_ENOUGH_SEATS') break;
      said = await ask(grade);
    }
    if (!said.ok) return { event: { type: 'refused', place: null, wanted: 'best', refusal: said.refusal } };
    const { hold, together } = said.value;
    const before = new Set(mine?.seats.map(({ place }) => place));
    const places = hold.seats.map(({ place }) => place).filter((place) => !before.has(place));
    return { event: { type: 'best', places, together }, hold: timed(hold) };
  }
}

function placeOf(wish: Wish): number | null {
  return wish.kind === 'hold' || wish.kind === 'release' ? wish.place : null;
}
