import type { AreaQuantity } from '@/lib/domain/standing-area';

/** `looks`: more than numbers has changed (sold out or not, mine or not), so that the areas look otherwise. */
type Listener = (looks: boolean) => void;

/** Free places of the standing areas as the server says them, and how many are mine. */
export class AreaCounts {
  /** Grows with every change, for React's snapshot. */
  version = 0;
  /** False until the server has answered once. */
  known = false;
  private free: number[];
  private mine: number[];
  private readonly listeners = new Set<Listener>();

  constructor(private readonly areaCount: number) {
    this.free = new Array<number>(areaCount).fill(0);
    this.mine = new Array<number>(areaCount).fill(0);
  }

  /** Takes all free counts from the server, at the start and after a reset. */
  replace(free: ReadonlyMap<number, number>): void {
    this.free = this.free.map((_, area) => free.get(area) ?? 0);
    this.known = true;
    this.tell(true);
  }

  /** Takes live changes, `[area, places free]`. An area outside the schedule is left alone. */
  apply(changes: readonly (readonly [number, number])[]): void {
    let [changed, looks] = [false, false];
    for (const [area, free] of changes) {
      const before = this.free[area];
      if (before === undefined || before === free) continue;
      this.free[area] = free;
      changed = true;
      looks ||= (before === 0) !== (free === 0);
    }
    if (changed) this.tell(looks);
  }

  /** Says how many places of each area are mine; areas not named have none. */
  setMine(mine: readonly AreaQuantity[]): void {
    const next = new Array<number>(this.areaCount).fill(0);
    for (const { area, quantity } of mine) if (area < this.areaCount) next[area] = quantity;
    if (next.every((quantity, area) => quantity === this.mine[area])) return;
    this.mine = next;
    this.tell(true);
  }

  freeIn(area: number): number {
    return this.free[area] ?? 0;
  }

  mineIn(area: number): number {
    return this.mine[area] ?? 0;
  }

  /** How many places are free in all. */
  get freeInAll(): number {
    return this.free.reduce((sum, count) => sum + count, 0);
  }

  /** Calls `listener` after each change until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(looks: boolean): void {
    this.version += 1;
    for (const listener of this.listeners) listener(looks);
  }
}
