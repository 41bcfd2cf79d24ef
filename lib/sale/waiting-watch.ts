import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { log } from '@/lib/log';
import { readLiveSessions } from '@/lib/postgres/session-store';
import type { StoredLine } from '@/lib/postgres/waiting-line-store';
import { readPlaces, type StoredPlace } from '@/lib/postgres/waiting-place-store';
import { noteThere } from './note-there';
import { placeStateOf, presentPlace } from './present-place';
import { peopleAhead, waitingLine } from './waiting-lines';

/** Somebody who is told their place as it changes. */
export interface PlaceWatcher {
  userId: string;
  /** null for an API key. */
  sessionId: string | null;
  tell(place: WaitingPlace): void;
  /** The place cannot be told for now. */
  stale(): void;
  /** The session is over, or the room is gone. */
  end(): void;
}

interface Watching {
  watcher: PlaceWatcher;
  row: StoredPlace;
  told: WaitingPlace;
  toldAt: number;
  /** Was told last that the place cannot be told: hears it again though nothing has moved. */
  isStale: boolean;
}

// All of it by performance.now(): a clock that is set back must not keep those who watch from being noted as there.
const tickEveryMs = 1000;
/** Nobody's grace is shorter. */
const presentEveryMs = 2000;
const sessionsEveryMs = 10_000;

/** An admission token is told again well before it ends. */
const tokenEveryMs = 120_000;

/** How long somebody may be told nothing new while only numbers change: the nearer to the head, the less. */
function tellEveryMs({ state, ahead }: WaitingPlace): number {
  if (state === 'admitted') return tokenEveryMs;
  if (ahead === null) return 5000;
  if (ahead < 100) return 0;
  return ahead < 1000 ? 2000 : 5000;
}

/** Whether somebody must hear at once of what has become of them or of the room. */
function isNews(told: WaitingPlace, row: StoredPlace): boolean {
  const endsAt = row.state === 'admitted' ? row.admissionEndsAt?.toISOString() : null;
  if (told.state !== placeStateOf(row) || told.room !== row.room) return true;
  return told.state === 'admitted' && told.admissionEndsAt !== endsAt;
}

/**
 * Tells all who watch one schedule's waiting room in this process. A tick costs one query for the line and one for those
 * whom it does not show waiting, however many watch.
 */
export class WaitingWatch {
  readonly #scheduleId: string;
  readonly #all = new Set<Watching>();
  #timer: NodeJS.Timeout | undefined;
  #drawn = false;
  #presentAt = Number.NEGATIVE_INFINITY;
  #sessionsAt = performance.now();

  constructor(scheduleId: string) {
    this.#scheduleId = scheduleId;
  }

  get isWatched(): boolean {
    return this.#all.size > 0;
  }

  /** Adds a watcher whose row was just read and told; answers how to leave. */
  add(watcher: PlaceWatcher, row: StoredPlace, told: WaitingPlace): () => void {
    const watching: Watching = { watcher, row, told, toldAt: performance.now(), isStale: false };
    this.#all.add(watching);
    this.#drawn ||= row.drawn;
    this.#timer ??= setTimeout(() => void this.#run(), tickEveryMs).unref();
    return () => this.#all.delete(watching);
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const { watcher } of this.#all) watcher.end();
    this.#all.clear();
  }

  async #run(): Promise<void> {
    try {
      await this.#tick();
    } catch (error) {
      if (!isStoreUnavailable(error)) log.error({ error }, 'telling the waiting room failed');
      for (const watching of this.#all) {
        watching.isStale = true;
        watching.watcher.stale();
      }
    }
    this.#timer = this.isWatched ? setTimeout(() => void this.#run(), tickEveryMs).unref() : undefined;
  }

  async #tick(): Promise<void> {
    await Promise.all([this.#notePresent(), this.#endSuperseded()]);
    const line = await waitingLine(this.#scheduleId, this.#drawn);
    if (!line) return this.stop();
    this.#drawn = line.drawn;
    await this.#readRowsAnew(line);
    for (const watching of this.#all) await this.#tell(watching, line);
  }

  async #notePresent(): Promise<void> {
    const now = performance.now();
    if (now - this.#presentAt < presentEveryMs) return;
    this.#presentAt = now;
    await noteThere(this.#scheduleId, [...new Set([...this.#all].map(({ watcher }) => watcher.userId))]);
  }

  /** A newer sign-in of the account, or a sign-out, ends the stream: the old session's page keeps nobody's place. */
  async #endSuperseded(): Promise<void> {
    const now = performance.now();
    if (now - this.#sessionsAt < sessionsEveryMs) return;
    this.#sessionsAt = now;
    const live = await readLiveSessions([...this.#all].flatMap(({ watcher }) => watcher.sessionId ?? []));
    for (const watching of this.#all) {
      const { watcher } = watching;
      if (watcher.sessionId === null || live.has(watcher.sessionId)) continue;
      this.#all.delete(watching);
      watcher.end();
    }
  }

  /** Whoever is where the line shows somebody waiting, waits; the others' rows are read, all in one query. */
  async #readRowsAnew(line: StoredLine): Promise<void> {
    const unseen = [...this.#all].filter(
      ({ row }) => row.state !== 'waiting' || line.ranks[peopleAhead(line.ranks, row.rank)] !== row.rank,
    );
    if (unseen.length === 0) return;
    const ids = [...new Set(unseen.map(({ watcher }) => watcher.userId))];
    const rows = await readPlaces(this.#scheduleId, ids);
    for (const watching of unseen) watching.row = rows.get(watching.watcher.userId) ?? watching.row;
  }

  async #tell(watching: Watching, line: StoredLine): Promise<void> {
    const { watcher, told, toldAt } = watching;
    const { room, opensAt, salesOpenAt, salesCloseAt, proofOfWork, drawn, now } = line;
    const row = { ...watching.row, room, opensAt, salesOpenAt, salesCloseAt, proofOfWork, drawn, now };
    const news = watching.isStale || isNews(told, row);
    if (!news && performance.now() - toldAt < tellEveryMs(told)) return;
    const place = await presentPlace({ scheduleId: this.#scheduleId, userId: watcher.userId }, row, line);
    const same = place.ahead === told.ahead && place.people === told.people && place.state !== 'admitted';
    if (same && !news && place.estimatedSeconds === told.estimatedSeconds) return;
    watching.isStale = false;
    watching.told = place;
    watching.toldAt = performance.now();
    watcher.tell(place);
  }
}
