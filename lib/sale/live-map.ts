import { randomBytes } from 'node:crypto';
import { isStoreUnavailable, StoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { redisRunId } from '@/lib/redis/client';
import { followSeatChanges, readFeedPosition, type SeatChanges } from '@/lib/redis/seat-feed';
import { MapMirror, type Watcher } from './map-mirror';
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

/** Generations of Redis are hexadecimal. */
const ownGeneration = 'pg';

/**
 * A schedule's map as this process has it: fed by Redis's seat changes, checked once a second. While Redis is away it follows
 * PostgreSQL instead, under a generation of its own.
 */
export class LiveMap {
  readonly #scheduleId: string;
  readonly #seatCount: number;
  readonly #pace: Pace;
  readonly #mirror: MapMirror;
  #away = false;
  #verifying: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #heardWhileLoading: SeatChanges[] = [];
  #unfollow: (() => void) | undefined;

  constructor(scheduleId: string, seatCount: number, pace = usualPace) {
    this.#scheduleId = scheduleId;
    this.#seatCount = seatCount;
    this.#pace = pace;
    this.#mirror = new MapMirror(seatCount, pace);
  }

  /** Begins to follow; throws StoreUnavailable when neither store can say what the map is. */
  async start(): Promise<void> {
    this.#unfollow = followSeatChanges(this.#scheduleId, (changes) => this.#hear(changes));
    try {
      await this.#sync();
      if (this.#mirror.generation === '') throw new StoreUnavailable('postgres');
    } catch (error) {
      this.stop();
      throw error;
    }
    this.#verifying = setInterval(() => void this.#verify(), this.#pace.verifyEveryMs);
    this.#verifying.unref();
  }

  stop(): void {
    clearInterval(this.#verifying);
    this.#mirror.stop();
    this.#unfollow?.();
  }

  get watcherCount(): number {
    return this.#mirror.watcherCount;
  }

  /** The packed map, the free places of the standing areas, and the position both are at. */
  state(): MapState & { position: string } {
    return this.#mirror.state();
  }

  /** Adds a watcher who knows the map up to a position; sends what was missed, or `reset`. Answers how to leave. */
  watch(watcher: Watcher, since: string | null): () => void {
    const leave = this.#mirror.watch(watcher, since);
    if (this.#away) this.#mirror.tellStale([watcher]);
    return leave;
  }

  #hear(changes: SeatChanges): void {
    // What comes while we read may be newer than what we read, or older: it is judged by its number afterwards.
    if (this.#syncing) return void this.#heardWhileLoading.push(changes);
    // The way back from PostgreSQL's word goes through a check of the whole.
    if (this.#away) return;
    if (changes.generation !== this.#mirror.generation) return void this.#resync();
    if (changes.seq <= this.#mirror.seq) return;
    if (changes.seq !== this.#mirror.seq + 1) return void this.#resync();
    this.#mirror.apply(changes, changes.seq);
  }

  /** Compares our position with Redis's. */
  async #verify(): Promise<void> {
    let current = false;
    try {
      const position = await readFeedPosition(this.#scheduleId);
      current =
        !this.#away &&
        position?.generation === this.#mirror.generation &&
        position.run === redisRunId() &&
        position.seq <= this.#mirror.seq;
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
      const goesOn = !this.#away && state.generation === this.#mirror.generation;
      this.#away = false;
      if (goesOn) this.#mirror.catchUp(state, state.seq);
      else this.#mirror.begin(state.generation, state.seq, state);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      await this.#followPostgres();
    }
  }

  /** Redis is away: says so, and shows what PostgreSQL knows. */
  async #followPostgres(): Promise<void> {
    try {
      const state = await readDurableState(this.#scheduleId, this.#seatCount);
      if (this.#away && this.#mirror.generation.startsWith(ownGeneration)) {
        return this.#mirror.catchUp(state, this.#mirror.seq + 1);
      }
      this.#away = true;
      // Never under Redis's generation: its numbers are not ours to count on.
      this.#mirror.begin(`${ownGeneration}${randomBytes(5).toString('hex')}`, 0, state);
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      if (this.#away) return;
      this.#away = true;
    }
    this.#mirror.tellStale();
  }
}
