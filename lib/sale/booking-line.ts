import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { log } from '@/lib/log';
import { noteInLine, type WhoseBooking } from '@/lib/redis/booking-line-store';
import type { InLine } from '@/lib/redis/fair-lock-line';

/** How often the place of a booking that waits is told to the other instances; they may be asked for it. */
const noteEveryMs = 1000;

/** Where a booking stands that waits for its turn at a standing area. */
export class BookingLine {
  readonly #whose: WhoseBooking;
  /** Settles when the booking comes to wait. */
  readonly entered: Promise<void>;
  #enter: () => void = () => {};
  #inLine: InLine | undefined;
  #last: number | undefined;
  #noting: NodeJS.Timeout | undefined;

  constructor(whose: WhoseBooking) {
    this.#whose = whose;
    this.entered = new Promise((resolve) => {
      this.#enter = resolve;
    });
  }

  /** It waits from now on. */
  enter(inLine: InLine): void {
    this.#inLine = inLine;
    this.#noting ??= setInterval(() => void this.#note(), noteEveryMs);
    void this.#note();
    this.#enter();
  }

  /** Its turn has come, or it waits no longer. */
  leave(): void {
    this.#inLine = undefined;
    clearInterval(this.#noting);
    this.#noting = undefined;
  }

  /**
   * How many come before it, who is served now included; 0 once its turn has come. While Redis stumbles: how many did
   * when it was asked last. Throws StoreUnavailable.
   */
  async ahead(): Promise<number> {
    if (!this.#inLine) return 0;
    try {
      this.#last = await this.#inLine.ahead();
    } catch (error) {
      if (!isStoreUnavailable(error) || this.#last === undefined) throw error;
    }
    return this.#last;
  }

  async #note(): Promise<void> {
    try {
      await noteInLine(this.#whose, await this.ahead());
    } catch (error) {
      // Told again in a moment; meanwhile another instance says only that the booking is under way.
      if (!isStoreUnavailable(error)) log.error({ error }, 'noting a place in line failed');
    }
  }
}
