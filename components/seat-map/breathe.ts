/** Lets the browser answer the reader and paint before long work goes on. */
export function breathe(): Promise<void> {
  // Safari and older browsers have no such thing: there the work goes to the end of the line.
  if (globalThis.scheduler?.yield) return globalThis.scheduler.yield();
  return new Promise((resolve) => setTimeout(resolve));
}
