/** Whether the map's picture stands: nothing moves, all is drawn, and what was drawn last is on the screen. */
export class Settling {
  private settled = false;
  private rest = 0;
  private readonly listeners = new Set<(settled: boolean) => void>();

  /** Tells `listener` now, and each time that may have changed, until the returned function is called. */
  follow(listener: (settled: boolean) => void): () => void {
    this.listeners.add(listener);
    listener(this.settled);
    return () => this.listeners.delete(listener);
  }

  /** Something is going to be drawn anew. */
  disturb(): void {
    this.stop();
    this.tell(false);
  }

  /** A frame has been drawn. `whole`: none is to follow. */
  drawn(whole: boolean): void {
    if (!whole) this.stop();
    else if (!this.settled && this.rest === 0) {
      // Only in the next frame is this one on the screen.
      this.rest = requestAnimationFrame(() => {
        this.rest = 0;
        this.tell(true);
      });
    }
  }

  /** Waits for nothing any more. */
  stop(): void {
    cancelAnimationFrame(this.rest);
    this.rest = 0;
  }

  private tell(settled: boolean): void {
    this.settled = settled;
    for (const listener of this.listeners) listener(settled);
  }
}
