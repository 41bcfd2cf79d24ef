/** Pieces of work that run beside each other in this process, so many at most. None of them may fail. */
export class WorkUnderWay {
  readonly #most: number;
  readonly #pieces = new Set<Promise<void>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** How many more may be begun now. */
  room(): number {
    return this.#most - this.#pieces.size;
  }

  begin(piece: Promise<void>): void {
    const until: Promise<void> = piece.finally(() => this.#pieces.delete(until));
    this.#pieces.add(until);
  }

  /** Resolves when all that has begun is over. */
  async over(): Promise<void> {
    await Promise.all(this.#pieces);
  }
}
