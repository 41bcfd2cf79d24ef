import { packedStatusAt, packedStatuses, setPackedStatus } from '@/lib/domain/seat';
import type { MapState } from './seat-state';

/** Somebody who is sent ready-made frames of the stream. */
export interface Watcher {
  send(frame: Buffer): void;
}

interface Batch {
  seq: number;
  frame: Buffer;
}

/** What has changed: `[place, code]` of seats, `[area, free places]` of standing areas. */
interface Changes {
  seats: readonly (readonly [number, number])[];
  areas?: readonly (readonly [number, number])[] | undefined;
}

const resetFrame = Buffer.from('event: reset\ndata: {}\n\n');
const staleFrame = Buffer.from('event: stale\ndata: {}\n\n');

/**
 * A schedule's map and who watches it: what it shows, at which position, and the latest batches for those who come back.
 * Every batch is encoded once for all. Knows no store.
 */
export class MapMirror {
  readonly #seatCount: number;
  readonly #pace: { batchEveryMs: number; keptBatches: number };
  readonly #watchers = new Set<Watcher>();
  #bytes: Buffer = Buffer.alloc(0);
  /** Free places of the standing areas, in plan order. */
  #areas: number[] = [];
  #generation = '';
  #seq = 0;
  /** The batches kept are complete from this position on: what came before is only known to a full load. */
  #completeFrom = 0;
  #batches: Batch[] = [];
  #pending = new Map<number, number>();
  #pendingAreas = new Map<number, number>();
  #flushing: NodeJS.Timeout | undefined;

  constructor(seatCount: number, pace: { batchEveryMs: number; keptBatches: number }) {
    this.#seatCount = seatCount;
    this.#pace = pace;
  }

  /** '' before the first map. */
  get generation(): string {
    return this.#generation;
  }

  get seq(): number {
    return this.#seq;
  }

  get watcherCount(): number {
    return this.#watchers.size;
  }

  /** The packed map, the free places of the standing areas, and the position both are at. */
  state(): MapState & { position: string } {
    return { bytes: this.#bytes, areas: this.#areas, position: this.#position() };
  }

  /** Adds a watcher who knows the map up to a position; sends what was missed, or `reset`. Answers how to leave. */
  watch(watcher: Watcher, since: string | null): () => void {
    const missed = this.#since(since);
    if (missed === null) watcher.send(resetFrame);
    else for (const { frame } of missed) watcher.send(frame);
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Tells a watcher, or all of them, that what is shown may not be the latest. */
  tellStale(watchers: Iterable<Watcher> = this.#watchers): void {
    for (const watcher of watchers) watcher.send(staleFrame);
  }

  /** The map under a new generation: everyone starts over. */
  begin(generation: string, seq: number, { bytes, areas }: MapState): void {
    this.stop();
    this.#pending.clear();
    this.#pendingAreas.clear();
    this.#batches = [];
    this.#bytes = bytes;
    this.#areas = areas;
    this.#generation = generation;
    this.#seq = seq;
    this.#completeFrom = seq;
    for (const watcher of this.#watchers) watcher.send(resetFrame);
  }

  /** The next changes of this generation; they go out with the next batch. */
  apply({ seats, areas = [] }: Changes, seq: number): void {
    this.#seq = seq;
    for (const [place, code] of seats) this.#change(place, code);
    for (const [area, free] of areas) this.#changeArea(area, free);
  }

  /** The same generation, further on: what differs goes out as changes. */
  catchUp({ bytes, areas }: MapState, seq: number): void {
    if (seq < this.#seq) return;
    this.#seq = seq;
    for (const [area, free] of areas.entries()) {
      if (free !== this.#areas[area]) this.#changeArea(area, free);
    }
    for (let i = 0; i < bytes.length; i += 1) {
      if (bytes[i] === this.#bytes[i]) continue;
      for (let place = i * 4; place < Math.min(i * 4 + 4, this.#seatCount); place += 1) {
        const shown = packedStatusAt(bytes, place);
        if (shown !== packedStatusAt(this.#bytes, place)) this.#change(place, packedStatuses.indexOf(shown));
      }
    }
  }

  /** Sends nothing more by itself. */
  stop(): void {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
  }

  #position(): string {
    return `${this.#generation}.${this.#seq}`;
  }

  /** Batches after a position; null when it is unknown, trimmed or ahead of us. */
  #since(position: string | null): Batch[] | null {
    const [generation, seqText = ''] = (position ?? '').split('.');
    const seq = Number(seqText);
    if (generation !== this.#generation || !/^\d+$/.test(seqText) || seq > this.#seq) return null;
    if (seq === this.#seq) return [];
    if (seq < this.#completeFrom) return null;
    return this.#batches.filter((batch) => batch.seq > seq);
  }

  #change(place: number, code: number): void {
    if (place >= this.#seatCount) return;
    setPackedStatus(this.#bytes, place, code);
    this.#pending.set(place, code);
    this.#flushSoon();
  }

  #changeArea(area: number, free: number): void {
    if (area >= this.#areas.length) return;
    // Anew, not in place: who has the state keeps what it was.
    this.#areas = this.#areas.with(area, free);
    this.#pendingAreas.set(area, free);
    this.#flushSoon();
  }

  #flushSoon(): void {
    this.#flushing ??= setTimeout(() => this.#flush(), this.#pace.batchEveryMs);
  }

  #flush(): void {
    this.#flushing = undefined;
    if (this.#pending.size + this.#pendingAreas.size === 0) return;
    const areas = this.#pendingAreas.size > 0 ? { areas: [...this.#pendingAreas] } : {};
    const data = JSON.stringify({ seats: [...this.#pending], ...areas });
    const frame = Buffer.from(`id: ${this.#position()}\ndata: ${data}\n\n`);
    this.#pending.clear();
    this.#pendingAreas.clear();
    this.#batches.push({ seq: this.#seq, frame });
    if (this.#batches.length > this.#pace.keptBatches) {
      this.#completeFrom = this.#batches.shift()?.seq ?? this.#seq;
    }
    for (const watcher of this.#watchers) watcher.send(frame);
  }
}
