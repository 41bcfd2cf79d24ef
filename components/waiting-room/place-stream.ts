import type { WaitingPlace } from '@/lib/domain/waiting-room';
import { readPlace } from './read-place';

/** The stream beats every 15 seconds: one that misses two beats has died without a word. */
const silenceMilliseconds = 35_000;

/** What a stream tells its owner. */
interface Listener {
  place: (place: WaitingPlace) => void;
  /** The server cannot tell the place for now. */
  stale: () => void;
  /** Broken, silent or refused: the owner asks why, and when to try again. */
  broken: () => void;
}

/** One connection to the live stream of a place. Its being open is what tells the server that somebody is there. */
export class PlaceStream {
  private readonly source: EventSource;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private heardAt = performance.now();

  constructor(
    address: string,
    private readonly listener: Listener,
  ) {
    this.source = new EventSource(address);
    this.source.onopen = () => this.heard();
    this.source.onmessage = (message: MessageEvent<string>) => {
      this.heard();
      const place = readPlace(JSON.parse(message.data));
      if (place) listener.place(place);
    };
    this.source.addEventListener('beat', () => this.heard());
    this.source.addEventListener('stale', () => {
      this.heard();
      listener.stale();
    });
    this.source.onerror = () => this.broke();
    this.heard();
  }

  /** Whether nothing was heard for so long that the connection may be a dead one: the device slept, the network changed. */
  get quiet(): boolean {
    return performance.now() - this.heardAt > silenceMilliseconds / 2;
  }

  close(): void {
    clearTimeout(this.silence);
    this.source.onerror = null;
    this.source.close();
  }

  private heard(): void {
    this.heardAt = performance.now();
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.broke(), silenceMilliseconds);
  }

  private broke(): void {
    this.close();
    this.listener.broken();
  }
}
