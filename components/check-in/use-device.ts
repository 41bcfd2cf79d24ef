'use client';

import { useSyncExternalStore } from 'react';

const key = 'rowlock_device';
const changedEvent = 'rowlock:device';

function subscribe(changed: () => void): () => void {
  window.addEventListener(changedEvent, changed);
  return () => window.removeEventListener(changedEvent, changed);
}

function read(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    // A browser that keeps nothing.
    return '';
  }
}

/** What this device is called at doors, remembered on it; '' until somebody says so. */
export function useDevice(): [string, (name: string) => void] {
  const device = useSyncExternalStore(subscribe, read, () => '');
  const set = (name: string) => {
    try {
      localStorage.setItem(key, name);
    } catch {
      // Asked again the next time.
    }
    window.dispatchEvent(new Event(changedEvent));
  };
  return [device, set];
}
