/** What waits for the next query: every key once, and who asked for it. */
interface Batch<Value> {
  keys: Set<string>;
  answer: Promise<ReadonlyMap<string, Value>>;
  start(): void;
}

/** Queries of one kind under way at a time: the second hides a slow first one. */
const underWayLimit = 2;
/**
 * A query that lasts longer than this, ms, is slow. Until then who comes gathers for the next one: a query costs this process
 * about the same for one asker as for twenty.
 */
const slowMs = 10;

/**
 * Lets requests that arrive together share one query. A query starts only after everyone it answers has asked, so an
 * answer is never older than its question; nothing is kept from one query to the next.
 */
export function sharedQuery<Value>(
  run: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let next: Batch<Value> | undefined;
  let underWay = 0;
  let startedMs = 0;
  let waiting: NodeJS.Timeout | undefined;

  function startNext(): void {
    clearTimeout(waiting);
    if (!next || underWay >= underWayLimit) return;
    const gatherMs = underWay > 0 ? startedMs + slowMs - performance.now() : 0;
    if (gatherMs > 0) {
      waiting = setTimeout(startNext, gatherMs);
      return;
    }
    const batch = next;
    next = undefined;
    underWay += 1;
    startedMs = performance.now();
    batch.start();
  }

  function open(): Batch<Value> {
    const keys = new Set<string>();
    let start = () => {};
    const answer = new Promise<void>((resolve) => {
      start = resolve;
    })
      .then(() => run([...keys]))
      .finally(() => {
        underWay -= 1;
        startNext();
      });
    setImmediate(startNext);
    return { keys, answer, start };
  }

  return async (key) => {
    next ??= open();
    next.keys.add(key);
    return (await next.answer).get(key);
  };
}
