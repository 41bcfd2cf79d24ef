'use client';

import { useEffect } from 'react';
import { typefaceCookie, typefaceStyles, typefaceVersion } from './typeface';

const yearSeconds = 31_536_000;

/**
 * Fetches the typeface once the page stands: a Korean page needs some 350 kB of it, and nobody waits for letters to see a
 * seat. Until then the device's own is shown; from the next page on the server names the typeface at once.
 */
export function LateTypeface() {
  useEffect(() => {
    const fetchIt = () => {
      if (document.querySelector(`link[href="${typefaceStyles}"]`)) return;
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = typefaceStyles;
      link.onload = () => {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari below 18.4
        document.cookie = `${typefaceCookie}=${typefaceVersion}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
      };
      document.head.append(link);
    };
    if (document.readyState === 'complete') return whenIdle(fetchIt);
    let stop = () => {};
    const loaded = () => {
      stop = whenIdle(fetchIt);
    };
    addEventListener('load', loaded, { once: true });
    return () => {
      removeEventListener('load', loaded);
      stop();
    };
  }, []);
  return null;
}

/** Answers what takes it back. */
function whenIdle(work: () => void): () => void {
  // Safari has no idle callbacks.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 500);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: 3000 });
  return () => cancelIdleCallback(asked);
}
