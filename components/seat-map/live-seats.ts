import { firstLink, followLink, type Link, type LinkEvent, type LinkPhase, type LinkStep } from './live-link';
import { liveAddress, stateAddress } from './map-addresses';
import type { MapStage } from './map-stage';

/** A state request without an answer for this long counts as failed. */
const stateTimeoutMilliseconds = 8000;
/** The server's stream beats every 15 seconds: one that misses two beats has died without a word. */
const silenceMilliseconds = 35_000;

/** Keeps seats and standing areas true to the server: loads the packed state, follows the stream, does what followLink says. */
export class LiveSeats {
  private link: Link = firstLink;
  private stream: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every step: an answer to an earlier step is too late and is dropped. */
  private turn = 0;
  /**
   * @param phaseChanged hears how the connection is, each time that changes
   */
  constructor(
    private readonly scheduleId: string,
    private readonly planId: string,
    private readonly shown: Pick<MapStage, 'state' | 'areas'>,
    private readonly phaseChanged: (phase: LinkPhase) => void,
  ) {}

  /** Begins; call the returned function to end. */
  start(): () => void {
    const onVisibility = () => this.happened({ type: document.hidden ? 'hidden' : 'visible' });
    const onOnline = () => this.happened({ type: 'retry' });
    // A connection that died with the network can look open for minutes.
    const onOffline = () => this.happened({ type: 'broken' });
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('online', onOnline);
    window.addEventListener('offline', onOffline);
    this.happened({ type: 'start' });
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('online', onOnline);
      window.removeEventListener('offline', onOffline);
      this.close();
    };
  }

  /** The reader asks to try again now. */
  retry(): void {
    this.happened({ type: 'retry' });
  }

  private happened(event: LinkEvent): void {
    const { link, step } = followLink(this.link, event, Math.random());
    const before = this.link.phase;
    this.link = link;
    if (before !== link.phase) this.phaseChanged(link.phase);
    this.carryOut(step);
  }

  private carryOut(step: LinkStep): void {
    if (step.do === 'nothing') return;
    this.close();
    if (step.do === 'close') return;
    const turn = this.turn;
    const act = () => {
      if (step.do === 'load-state') void this.loadState(turn);
      else this.openStream(step.position, turn);
    };
    if (step.afterMilliseconds === 0) act();
    else this.timer = setTimeout(act, step.afterMilliseconds);
  }

  private close(): void {
    this.turn += 1;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.stream?.close();
    this.stream = null;
  }

  private async loadState(turn: number): Promise<void> {
    try {
      const signal = AbortSignal.timeout(stateTimeoutMilliseconds);
      const answer = await fetch(stateAddress(this.scheduleId), { cache: 'no-store', signal });
      const position = answer.headers.get('X-Position');
      const samePlan = answer.headers.get('X-Plan') === this.planId;
      if (!answer.ok || position === null || !samePlan) throw new Error(`state answered ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (turn !== this.turn) return;
      this.shown.state.replace(bytes);
      this.shown.areas.replace(readAreas(answer.headers.get('X-Areas')));
      this.happened({ type: 'state-loaded', position });
    } catch {
      // Whatever went wrong, the way on is the same: say so and try again later.
      if (turn === this.turn) this.happened({ type: 'state-failed' });
    }
  }

  private openStream(position: string, turn: number): void {
    const stream = new EventSource(liveAddress(this.scheduleId, position));
    this.stream = stream;
    const mind = (event: LinkEvent) => {
      if (turn === this.turn) this.happened(event);
    };
    const heard = () => {
      if (turn !== this.turn) return;
      clearTimeout(this.silence);
      this.silence = setTimeout(() => mind({ type: 'broken' }), silenceMilliseconds);
    };
    stream.addEventListener('open', heard);
    stream.addEventListener('message', heard);
    stream.addEventListener('beat', heard);
    stream.onopen = () => mind({ type: 'opened' });
    stream.onerror = () => mind({ type: 'broken' });
    stream.addEventListener('reset', () => mind({ type: 'reset' }));
    stream.addEventListener('stale', () => mind({ type: 'stale' }));
    stream.onmessage = (message: MessageEvent<string>) => {
      if (turn !== this.turn) return;
      const { seats, areas } = readChanges(message.data);
      this.shown.state.apply(seats);
      this.shown.areas.apply(areas);
      mind({ type: 'seats', position: message.lastEventId });
    };
  }
}

type Changes = [number, number][];

/** The changes in one message of the stream; what does not look like one is left out. */
export function readChanges(data: string): { seats: Changes; areas: Changes } {
  const body: unknown = JSON.parse(data);
  const named = (name: 'seats' | 'areas') =>
    typeof body === 'object' && body !== null && name in body
      ? pairsIn((body as Record<string, unknown>)[name])
      : [];
  return { seats: named('seats'), areas: named('areas') };
}

function pairsIn(list: unknown): Changes {
  if (!Array.isArray(list)) return [];
  return list.flatMap((change: unknown): Changes => {
    if (!Array.isArray(change)) return [];
    const [which, value]: unknown[] = change;
    return Number.isInteger(which) && Number.isInteger(value) ? [[Number(which), Number(value)]] : [];
  });
}

/** Free places by standing area, as the state's header has them: "0=412;1=0". */
export function readAreas(header: string | null): Map<number, number> {
  const pairs = [...(header ?? '').matchAll(/(\d+)=(\d+)/g)];
  return new Map(pairs.map(([, area, free]) => [Number(area), Number(free)]));
}
