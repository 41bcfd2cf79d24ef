/**
 * Makes one tab of a browser the one that stands in line while hidden: each tab with a stream of its own would soon use
 * up the six connections a browser allows. Browsers do not freeze a hidden page that holds a lock, either.
 */
export class TabLead {
  private has: boolean;

  /**
   * @param ended gives the lead up, or the wish for it
   * @param gained called when this tab leads from now on
   */
  constructor(name: string, ended: AbortSignal, gained: () => void) {
    // Without locks (a page without TLS) every tab stands for itself.
    this.has = navigator.locks === undefined;
    const lead = () => {
      this.has = true;
      gained();
      return new Promise<void>((resolve) => ended.addEventListener('abort', () => resolve(), { once: true }));
    };
    navigator.locks?.request(name, { signal: ended }, lead).catch(() => undefined);
  }

  /** Whether this is the tab that keeps its stream whatever happens. */
  get leads(): boolean {
    return this.has;
  }
}
