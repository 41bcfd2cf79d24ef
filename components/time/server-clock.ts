'use client';

import { useSyncExternalStore } from 'react';

/** Server's time minus this device's, by the server time a page was rendered with. */
const offsets = new Map<string, number>();

function receivedAt(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  const loading = document.readyState !== 'complete';
  if (loading && navigation instanceof PerformanceNavigationTiming) {
    return performance.timeOrigin + navigation.responseStart;
  }
  return Date.now();
}

/**
 * How far the server's clock is ahead of this device's, in milliseconds. Remembered per rendered time: a page that comes
 * back from the browser's history must not take its old time for the present.
 */
export function serverOffset(serverNow: string): number {
  const known = offsets.get(serverNow);
  if (known !== undefined) return known;
  const offset = Date.parse(serverNow) - receivedAt();
  offsets.set(serverNow, offset);
  return offset;
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/**
 * The server's time now, in whole seconds since 1970, ticking.
 * @param serverNow the server's time (ISO 8601) when it rendered the page
 */
export function useServerSeconds(serverNow: string): number {
  return useByServerTime(serverNow, (seconds) => seconds);
}

/** What the server's time (seconds since 1970) means: a component is drawn anew only when `of` says something else. */
export function useByServerTime<Value extends string | number | boolean>(
  serverNow: string,
  of: (seconds: number) => Value,
): Value {
  return useSyncExternalStore(
    everySecond,
    () => of(Math.floor((Date.now() + serverOffset(serverNow)) / 1000)),
    () => of(Math.floor(Date.parse(serverNow) / 1000)),
  );
}
