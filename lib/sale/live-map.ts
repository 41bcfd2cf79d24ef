import { randomBytes } from 'node:crypto';
import { packedStatusAt, packedStatuses, setPackedStatus } from '@/lib/domain/seat';
import { isStoreUnavailable, StoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { redisRunId } from '@/lib/redis/client';
import { followSeatChanges, readFeedPosition, type SeatChanges } from '@/lib/redis/seat-feed';
import { type MapState, readDurableState, readLiveState } from './seat-state';

/** How a map keeps up. */
interface Pace {
  /** Changes go out this often: a few times a second costs little and carries thousands of watchers. */
  batchEveryMs: number;
  /** How often the map's position is compared with Redis's, which finds lost messages, restarts and silence. */
  verifyEveryMs: number;
  /** Past batches kept for watchers that come back. */
  keptBatches: number;
}

const usualPace: Pace = { batchEveryMs: 100, verifyEveryMs: 1000, keptBatches: 600 };

/** Somebody who is sent ready-made frames of the stream. */
export interface Watcher {
  send(frame: Buffer): void;
}

interface Batch {
  seq: number;
  frame: Buffer;
}

/** Generations of Redis are hexadecimal. */
const ownGeneration = 'pg';

const resetFrame = Buffer.from('event: reset\ndata: {}\n\n');
const staleFrame = Buffer.from('event: stale\ndata: {}\n\n');

/**
 * A schedule's map as this process has it: fed by Redis's seat changes, checked once a second, sent to all watchers in
 * batches that are encoded once. While Redis is away it follows PostgreSQL instead, under a generation of its own.
 */
export class LiveMap {
  readonly #scheduleId: string;
  readonly #seatCount: number;
  readonly #pace: Pace;
  readonly #watchers = new Set<Watcher>();
  #bytes: Buffer = Buffer.alloc(0);
  /** Free places of the standing areas, in plan order. */
  #areas: number[] = [];
  #generation = '';
  #seq = 0;
  /** The batches kept are complete from this position on: what came before is only known to a full load. */
  #completeFrom = 0;
  #away = false;
  #batches: Batch[] = [];
  #pending = new Map<number, number>();
  #pendingAreas = new Map<number, number>();
  #flushing: NodeJS.Timeout | undefined;
  #verifying: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #heardWhileLoading: SeatChanges[] = [];
  #unfollow: (() => void) | undefined;

  constructor(scheduleId: string, seatCount: number, pace = usualPace) {
    this.#scheduleId = scheduleId;
    this.#seatCount = seatCount;
    this.#pace = pace;
  }

  /** Begins to follow; throws StoreUnavailable when neither store can say what the map is. */
  async start(): Promise<void> {
    this.#unfollow = followSeatChanges(this.#scheduleId, (changes) => this.#hear(changes));
    try {
      await this.#sync();
      if (this.#generation === '') throw new StoreUnavailable('postgres');
    } catch (error) {
      this.stop();
      throw error;
    }
    this.#verifying = setInterval(() => void this.#verify(), this.#pace.verifyEveryMs);
    this.#verifying.unref();
  }

  stop(): void {
    clearInterval(this.#verifying);
    clearTimeout(this.#flushing);
    this.#unfollow?.();
  }

  get watcherCount(): number {
    return this.#watchers.size;
  }

  /** The packed map, the free places of the standing areas, and the position both are at. */
  state(): MapState & { position: string } {
    return { bytes: this.#bytes, areas: this.#areas, position: this.#position(this.#seq) };
  }

  /** Adds a watcher who knows the map up to a position; sends what was missed, or `reset`. Answers how to leave. */
  watch(watcher: Watcher, since: string | null): () => void {
    const missed = this.#since(since);
    if (missed === null) watcher.send(resetFrame);
    else for (const { frame } of missed) watcher.send(frame);
    if (this.#away) watcher.send(staleFrame);
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #position(seq: number): string {
    return `${this.#generation}.${seq}`;
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

  #hear(changes: SeatChanges): void {
    // What comes while we read may be newer than what we read, or older: it is judged by its number afterwards.
    if (this.#syncing) return void this.#heardWhileLoading.push(changes);
    // The way back from PostgreSQL's word goes through a check of the whole.
    if (this.#away) return;
    if (changes.generation !== this.#generation) return void this.#resync();
    if (changes.seq <= this.#seq) return;
    if (changes.seq !== this.#seq + 1) return void this.#resync();
    this.#seq = changes.seq;
    for (const [place, code] of changes.seats) this.#change(place, code);
    for (const [area, free] of changes.areas ?? []) this.#changeArea(area, free);
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
    const frame = Buffer.from(`id: ${this.#position(this.#seq)}\ndata: ${data}\n\n`);
    this.#pending.clear();
    this.#pendingAreas.clear();
    this.#batches.push({ seq: this.#seq, frame });
    if (this.#batches.length > this.#pace.keptBatches) {
      this.#completeFrom = this.#batches.shift()?.seq ?? this.#seq;
    }
    for (const watcher of this.#watchers) watcher.send(frame);
  }

  /** Compares our position with Redis's. */
  async #verify(): Promise<void> {
    let current = false;
    try {
      const position = await readFeedPosition(this.#scheduleId);
      current =
        !this.#away &&
        position?.generation === this.#generation &&
        position.run === redisRunId() &&
        position.seq <= this.#seq;
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ error }, 'checking a live map failed');
    }
    if (!current) this.#resync();
  }

  #resync(): void {
    this.#sync().catch((error) => log.error({ error }, 'loading a live map failed'));
  }

  /** Brings the map up to date with the best store there is; calls that come meanwhile share it. */
  #sync(): Promise<void> {
    this.#syncing ??= this.#load().finally(() => {
      this.#syncing = undefined;
      // One load is enough however much is going on: what came meanwhile goes on from it, or shows as a gap.
      for (const changes of this.#heardWhileLoading.splice(0)) this.#hear(changes);
    });
    return this.#syncing;
  }

  async #load(): Promise<void> {
    try {
      const state = await readLiveState(this.#scheduleId, this.#seatCount);
      const goesOn = !this.#away && state.generation === this.#generation;
      this.#away = false;
      if (goesOn) this.#catchUp(state, state.seq);
      else this.#begin(state.generation, state.seq, state);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      await this.#followPostgres();
    }
  }

  /** Redis is away: says so, and shows what PostgreSQL knows. */
  async #followPostgres(): Promise<void> {
    try {
      const state = await readDurableState(this.#scheduleId, this.#seatCount);
      if (this.#away && this.#generation.startsWith(ownGeneration)) {
        return this.#catchUp(state, this.#seq + 1);
      }
      this.#away = true;
      // Never under Redis's generation: its numbers are not ours to count on.
      this.#begin(`${ownGeneration}${randomBytes(5).toString('hex')}`, 0, state);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      if (this.#away) return;
      this.#away = true;
    }
    for (const watcher of this.#watchers) watcher.send(staleFrame);
  }

  /** The map under a new generation: everyone starts over. */
  #begin(generation: string, seq: number, { bytes, areas }: MapState): void {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
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

  /** The same generation, further on: what differs goes out as changes. */
  #catchUp({ bytes, areas }: MapState, seq: number): void {
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
}
