import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { withinLimit } from '@/lib/time-limit';

/** For how long a server may say nothing while it is asked. A frozen one keeps its connections open and says nothing. */
const silenceMs = 450;
/** A timer that is later than this says that the process itself did not get to listen. */
const stallMs = 50;
/** So often the silence is counted anew for that: a machine so busy is no reason to wait for ever. */
const mostStalls = 3;
/** No call waits longer than this, however much is said to others. */
const longestMs = 2000;

/** A server's own word (wrong type, script error) is a bug, and a sign of life. */
export function isServersWord(error: unknown): boolean {
  return error instanceof Error && /^(ERR|WRONGTYPE|NOSCRIPT|NOPERM|CROSSSLOT)/.test(error.message);
}

/**
 * Tells a server that is silent from a process that is busy. Answers come in the order of the calls: while others get
 * theirs, the server is there and this call's turn comes; and what this process had no time to hear was not silence.
 */
export class AnswerWatch {
  /** performance.now() when the server last said something. */
  #heardMs = 0;

  /** Waits for a call's answer. Throws StoreUnavailable when the server has fallen silent, or it takes too long. */
  async answerTo<T>(call: Promise<T>): Promise<T> {
    const answer = this.#heard(call);
    // Made only when it is needed: an error notes its stack, on a way that everybody takes several times.
    let late: StoreUnavailable | undefined;
    const tooLate = () => {
      late ??= new StoreUnavailable('redis');
      return late;
    };
    const sentMs = performance.now();
    let silentFromMs = sentMs;
    for (let stalls = 0; ; ) {
      const untilMs = silentFromMs + silenceMs;
      try {
        return await withinLimit(Math.max(0, untilMs - performance.now()), answer, tooLate);
      } catch (error) {
        if (late === undefined || error !== late) throw error;
      }
      const nowMs = performance.now();
      const stalled = nowMs - untilMs > stallMs && stalls < mostStalls;
      if (stalled) stalls += 1;
      const listenedFromMs = stalled ? nowMs : silentFromMs;
      silentFromMs = Math.max(listenedFromMs, this.#heardMs);
      if (silentFromMs + silenceMs <= nowMs || nowMs - sentMs >= longestMs) throw tooLate();
    }
  }

  async #heard<T>(call: Promise<T>): Promise<T> {
    try {
      const value = await call;
      this.#heardMs = performance.now();
      return value;
    } catch (error) {
      if (isServersWord(error)) this.#heardMs = performance.now();
      throw error;
    }
  }
}
