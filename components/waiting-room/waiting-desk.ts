import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { joinLine } from './join-line';
import { PlaceStream } from './place-stream';
import type { Heard, RoomCalls, Unheard } from './room-calls';
import { TabLead } from './tab-lead';

/** What the waiting page shows of a place. */
export interface WaitingView {
  place: WaitingPlace;
  /** What this page is doing about it. */
  doing: 'nothing' | 'checking' | 'joining' | 'entering' | 'leaving';
  /** Share of the computing done, 0–1, while checking. */
  checked: number;
  /** Whether what is shown is what the server says now. */
  live: boolean;
  /** Why it cannot go on by itself. */
  refusal: Unheard | null;
}

/** After these it is for the reader to sign in, or to try again. */
const stopCodes = new Set(['NOT_SIGNED_IN', 'SESSION_SUPERSEDED', 'PROOF_REFUSED', 'PROOF_IMPOSSIBLE']);
/** People outside a room that lets nobody join look again after so long. */
const outsideMilliseconds = 20_000;
/** After a refusal that waiting may cure. */
const refusedMilliseconds = 3000;
const longestBackoffMilliseconds = 15_000;
/** Longer ones run out at once. */
const longestTimerMilliseconds = 2 ** 31 - 1;

/**
 * Stands in line for this page: joins once the room is open, follows the place live, comes back after sleep and broken
 * connections, and enters when admitted. React only shows what it says.
 */
export class WaitingDesk {
  private view: WaitingView;
  private stream: PlaceStream | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private stopping = new AbortController();
  private lead: TabLead | null = null;
  private enter: () => void = () => undefined;
  private readonly listeners = new Set<() => void>();

  /** @param serverNow the server's time now, milliseconds since 1970 */
  constructor(
    private readonly calls: RoomCalls,
    place: WaitingPlace,
    private readonly scheduleId: string,
    private readonly serverNow: () => number,
  ) {
    this.view = { place, doing: 'nothing', checked: 0, live: true, refusal: null };
  }

  /** What is shown now; the same object until it changes. */
  current = (): WaitingView => this.view;

  /** Calls `listener` when that changes. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Begins; call the returned function to end.
   * @param enter called once the admission is in this browser
   */
  start(enter: () => void): () => void {
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    this.enter = enter;
    this.lead = new TabLead(`rowlock-waiting-${this.scheduleId}`, signal, () => this.wake());
    document.addEventListener('visibilitychange', () => this.wake(), { signal });
    window.addEventListener('pageshow', () => this.wake(), { signal });
    window.addEventListener('online', () => this.wake(), { signal });
    window.addEventListener('offline', () => this.lose(false), { signal });
    this.follow(false);
    return () => {
      this.stopping.abort();
      this.quiet();
    };
  }

  /** Joins the line, at its end for who stood in it before. */
  async join(): Promise<void> {
    const { doing, place } = this.view;
    if (doing !== 'nothing') return;
    this.quiet();
    this.show({ refusal: null });
    const { signal } = this.stopping;
    this.heard(await joinLine(this.calls, place.proofOfWork, (progress) => this.show(progress), signal));
  }

  /** Gives the place up. */
  async leave(): Promise<void> {
    if (this.view.doing !== 'nothing') return;
    this.quiet();
    this.show({ doing: 'leaving', refusal: null });
    this.heard(await this.calls.leave());
  }

  /** Takes an answer of the server in and does what follows from it; null = none was waited for. */
  private heard(said: Heard<WaitingPlace> | null): void {
    if (this.stopping.signal.aborted || said === null) return;
    if (said.ok) {
      this.show({ doing: 'nothing', place: said.value, live: true, refusal: null });
      this.follow(true);
      return;
    }
    // What the server says no to is shown; silence is only waited out.
    const refused = said.code !== 'UNREACHABLE';
    this.show({ doing: 'nothing', live: false, refusal: refused ? said : null });
    if (stopCodes.has(said.code)) this.quiet();
    else this.lookAgain((said.retryAfterSeconds ?? 0) * 1000 + this.backoff(refused));
  }

  /** What is to be done, standing where I stand. `fresh`: the answer brought my admission into this browser. */
  private follow(fresh: boolean): void {
    const { place } = this.view;
    const over = this.serverNow() >= Date.parse(place.salesCloseAt);
    const inLine = place.state === 'early' || place.state === 'waiting';
    if (inLine && !over) {
      if (!this.stream) this.standInLine();
      return;
    }
    this.quiet();
    if (over) return;
    this.failures = 0;
    if (place.state === 'admitted') void this.goIn(fresh);
    if (place.state === 'outside') this.joinWhenOpen();
  }

  private joinWhenOpen(): void {
    const { place } = this.view;
    if (place.room === 'drained') {
      this.lookAgain(outsideMilliseconds * (0.5 + Math.random()));
      return;
    }
    const until = Date.parse(place.opensAt) - this.serverNow();
    // Everybody here waits for the same moment: two seconds keep them apart, and cost nobody a place before the draw.
    if (until > 0) {
      const wait = Math.min(until + Math.random() * 2000, longestTimerMilliseconds);
      this.after(wait, () => this.joinWhenOpen());
    } else void this.join();
  }

  private async goIn(fresh: boolean): Promise<void> {
    this.show({ doing: 'entering' });
    const said = fresh ? null : await this.calls.look();
    if (this.stopping.signal.aborted) return;
    if (said === null || (said.ok && said.value.state === 'admitted')) this.enter();
    else this.heard(said);
  }

  /** Opens the stream; a hidden tab beside the one that leads leaves that to it. */
  private standInLine(): void {
    this.quiet();
    if (document.hidden && !this.lead?.leads) return;
    this.stream = new PlaceStream(this.calls.liveAddress, {
      place: (place) => {
        this.failures = 0;
        this.show({ place, live: true, refusal: null });
        this.follow(false);
      },
      stale: () => this.show({ live: false }),
      broken: () => this.lose(true),
    });
  }

  /**
   * The connection is gone: asks what is the matter, later each time. Where streams do not get through at all, that is
   * how the place is followed.
   * @param live what is shown may still be true
   */
  private lose(live: boolean): void {
    if (this.view.doing !== 'nothing') return;
    if (!live) this.show({ live });
    this.lookAgain(this.backoff(false));
  }

  /**
   * The page is shown or hidden, the device is online again, or this tab leads now: a connection that slept is opened
   * anew at once, one too many is closed.
   */
  private wake(): void {
    if (this.stopping.signal.aborted || this.view.doing !== 'nothing') return;
    const { state } = this.view.place;
    const inLine = state === 'waiting' || state === 'early';
    // While it was quiet it may have missed the moment to join.
    const missed = state === 'outside' && this.timer === undefined;
    if (document.hidden && !this.lead?.leads) this.quiet();
    else if (this.stream ? this.stream.quiet : inLine || missed || !this.view.live) this.lookAgain(0);
  }

  private lookAgain(milliseconds: number): void {
    this.quiet();
    this.after(milliseconds, async () => this.heard(await this.calls.look()));
  }

  private backoff(refused: boolean): number {
    this.failures += 1;
    const full = Math.min(500 * 2 ** (this.failures - 1), longestBackoffMilliseconds);
    return (refused ? refusedMilliseconds : 0) + full * (0.5 + Math.random() / 2);
  }

  private after(milliseconds: number, act: () => void): void {
    clearTimeout(this.timer);
    if (!this.stopping.signal.aborted) this.timer = setTimeout(act, milliseconds);
  }

  /** Ends what is under way towards the server. */
  private quiet(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.stream?.close();
    this.stream = null;
  }

  private show(change: Partial<WaitingView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
