import { randomBytes } from 'node:crypto';
import { packedStatusAt, packedStatuses, setPackedStatus } from '@/lib/domain/seat';
import { isStoreUnavailable, StoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { redisRunId } from '@/lib/redis/client';
import { followSeatChanges, readFeedPosition, type SeatChanges } from '@/lib/redis/seat-feed';
import { readDurableState, readLiveState } from './seat-state';

/** Changes go out this often: a few times a second costs little and carries thousands of watchers. */
const batchEveryMs = 100;
/** How often the map's position is compared with Redis's, which finds lost messages, restarts and silence. */
const verifyEveryMs = 1000;
/** Past batches kept for watchers that come back. */
const keptBatches = 600;

/** Somebody who is sent ready-made frames of the stream. */
export interface Watcher {
  send(frame: Buffer): void;
}

interface Batch {
  seq: number;
  frame: Buffer;
}

const resetFrame = Buffer.from('event: reset\ndata: {}\n\n');
const staleFrame = Buffer.from('event: stale\ndata: {}\n\n');

/**
 * A schedule's map as this process has it: fed by Redis's seat changes, checked once a second, sent to all watchers in
 * batches that are encoded once. While Redis is away it follows PostgreSQL instead, under a generation of its own.
 */
export class LiveMap {
  readonly #scheduleId: string;
  readonly #seatCount: number;
  readonly #watchers = new Set<Watcher>();
  #bytes: Buffer = Buffer.alloc(0);
  #generation = '';
  #seq = 0;
  /** The position of the last full load: batches are complete from there on. */
  #loadedAt = 0;
  #away = false;
  #batches: Batch[] = [];
  #pending = new Map<number, number>();
  #flushing: NodeJS.Timeout | undefined;
  #verifying: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #heardWhileLoading = false;
  #unfollow: (() => void) | undefined;

  constructor(scheduleId: string, seatCount: number) {
    this.#scheduleId = scheduleId;
    this.#seatCount = seatCount;
  }

  /** Begins to follow; throws StoreUnavailable when neither store can say what the map is. */
  async start(): Promise<void> {
    this.#unfollow = followSeatChanges(this.#scheduleId, (changes) => this.#hear(changes));
    await this.#sync();
    if (this.#generation === '') throw new StoreUnavailable('postgres');
    this.#verifying = setInterval(() => void this.#verify(), verifyEveryMs);
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

  /** The packed map and the position it is at. */
  state(): { bytes: Buffer; position: string } {
    return { bytes: this.#bytes, position: this.#position(this.#seq) };
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
    const [oldest] = this.#batches;
    // The oldest batch says what happened up to its seq; what came before it is only known to a full load.
    if (this.#batches.length >= keptBatches && oldest && seq < oldest.seq) return null;
    if (seq < this.#loadedAt) return null;
    return this.#batches.filter((batch) => batch.seq > seq);
  }

  #hear(changes: SeatChanges): void {
    this.#heardWhileLoading = this.#syncing !== undefined;
    if (this.#away || changes.generation !== this.#generation) return void this.#sync();
    if (changes.seq <= this.#seq) return;
    if (changes.seq !== this.#seq + 1) return void this.#sync();
    this.#seq = changes.seq;
    for (const [place, code] of changes.seats) this.#change(place, code);
  }

  #change(place: number, code: number): void {
    if (place >= this.#seatCount) return;
    setPackedStatus(this.#bytes, place, code);
    this.#pending.set(place, code);
    this.#flushing ??= setTimeout(() => this.#flush(), batchEveryMs);
  }

  #flush(): void {
    this.#flushing = undefined;
    if (this.#pending.size === 0) return;
    const data = JSON.stringify({ seats: [...this.#pending] });
    const frame = Buffer.from(`id: ${this.#position(this.#seq)}\ndata: ${data}\n\n`);
    this.#pending.clear();
    this.#batches.push({ seq: this.#seq, frame });
    if (this.#batches.length > keptBatches) this.#batches.shift();
    for (const watcher of this.#watchers) watcher.send(frame);
  }

  /** Compares our position with Redis's. */
  async #verify(): Promise<void> {
    try {
      const position = await readFeedPosition(this.#scheduleId);
      const current = position?.generation === this.#generation && position.run === redisRunId();
      if (this.#away || !current || position.seq > this.#seq) await this.#sync();
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ error }, 'checking a live map failed');
      await this.#sync();
    }
  }

  /** Brings the map up to date with the best store there is; calls that come meanwhile share it. */
  #sync(): Promise<void> {
    this.#syncing ??= this.#load().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #load(): Promise<void> {
    do {
      this.#heardWhileLoading = false;
      await this.#loadOnce();
      // What came while we read may be newer than what we read.
    } while (this.#heardWhileLoading);
  }

  async #loadOnce(): Promise<void> {
    try {
      const state = await readLiveState(this.#scheduleId, this.#seatCount);
      this.#away = false;
      if (state.generation === this.#generation) this.#catchUp(state.bytes, state.seq);
      else this.#begin(state.generation, state.seq, state.bytes);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      await this.#followPostgres();
    }
  }

  /** Redis is away: says so, and shows what PostgreSQL knows. */
  async #followPostgres(): Promise<void> {
    try {
      const bytes = await readDurableState(this.#scheduleId, this.#seatCount);
      if (this.#away) return this.#catchUp(bytes, this.#seq + 1);
      this.#away = true;
      this.#begin(`pg${randomBytes(5).toString('hex')}`, 0, bytes);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      if (this.#away) return;
      this.#away = true;
    }
    for (const watcher of this.#watchers) watcher.send(staleFrame);
  }

  /** The map under a new generation: everyone starts over. */
  #begin(generation: string, seq: number, bytes: Buffer): void {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
    this.#pending.clear();
    this.#batches = [];
    this.#bytes = bytes;
    this.#generation = generation;
    this.#seq = seq;
    this.#loadedAt = seq;
    for (const watcher of this.#watchers) watcher.send(resetFrame);
  }

  /** The same generation, further on: what differs goes out as changes. */
  #catchUp(bytes: Buffer, seq: number): void {
    if (seq < this.#seq) return;
    this.#seq = seq;
    for (let i = 0; i < bytes.length; i += 1) {
      if (bytes[i] === this.#bytes[i]) continue;
      for (let place = i * 4; place < Math.min(i * 4 + 4, this.#seatCount); place += 1) {
        const shown = packedStatusAt(bytes, place);
        if (shown !== packedStatusAt(this.#bytes, place)) this.#change(place, packedStatuses.indexOf(shown));
      }
    }
  }
}
