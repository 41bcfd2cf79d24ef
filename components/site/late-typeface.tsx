'use client';

import { useEffect } from 'react';
import { typefaceCookie, typefaceFamily, typefaceFolder, typefaceStyles, typefaceVersion } from './typeface';
import { filesFor } from './typeface-faces';

const yearSeconds = 31_536_000;

/**
 * Fetches the typeface once the page stands: a Korean page needs some 350 kB of it, and nobody waits for letters to see a
 * seat. Until then the device's own is shown; from the next page on the server names the typeface at once.
 */
export function LateTypeface() {
  useEffect(() => {
    const fetchIt = () => {
      // Offline, or a server that is just being replaced: the device's own letters will do.
      wearTypeface().catch(() => undefined);
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

const wearing = 'rowlock-typeface';

/** The letters of what is on the page are all there before they are shown: it is laid out anew once, not for each file. */
async function wearTypeface(): Promise<void> {
  if (document.getElementById(wearing)) return;
  const answer = await fetch(typefaceStyles);
  if (!answer.ok) return;
  const styles = await answer.text();
  // biome-ignore lint/performance/useDomNodeTextContent: what is not shown (data for scripts above all) needs no letters.
  const text = document.body.innerText;
  const faces = await Promise.all(
    filesFor(text, styles).map(({ path, unicodeRange }) => {
      const source = `url(${new URL(path, answer.url)}) format('woff2-variations')`;
      return new FontFace(typefaceFamily, source, { weight: '45 920', unicodeRange }).load();
    }),
  );
  if (document.getElementById(wearing)) return;
  // For what comes later: the browser fetches the other files when their characters are met.
  const element = document.createElement('style');
  element.id = wearing;
  element.textContent = styles.replaceAll('url(./', `url(${typefaceFolder}`);
  document.head.append(element);
  for (const face of faces) document.fonts.add(face);
  // What is drawn and not laid out, as the seat map, has to be told: after the frame in which all else is laid out.
  requestAnimationFrame(() =>
    setTimeout(() => {
      document.documentElement.dataset.typeface = typefaceVersion;
    }),
  );
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari below 18.4
  document.cookie = `${typefaceCookie}=${typefaceVersion}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;
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
