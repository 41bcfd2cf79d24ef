'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { typefaceCookie, typefaceFamily, typefaceFolder, typefaceStyles, typefaceVersion } from './typeface';
import { filesFor } from './typeface-faces';

const yearSeconds = 31_536_000;

/**
 * Brings the typeface once the page stands: a Korean page needs some 350 kB of it, and nobody waits for letters to see a
 * seat. Until then the device's own is shown. A page that is being read on a phone keeps its letters, as laying it out anew
 * would keep a finger waiting: there the typeface comes with the next page. Once it was fetched the document names it at once.
 * @param fetched whether this browser has it already
 */
export function Typeface({ fetched }: { fetched: boolean }) {
  // The cookie comes while the page is read, and with it the server's next answer would change the letters.
  const [named] = useState(fetched);
  const path = usePathname();
  const [firstPath] = useState(path);
  const moved = path !== firstPath;
  useEffect(() => {
    if (named) return;
    // Offline, or a server that is just being replaced: the device's own letters will do.
    const bring = () =>
      void (moved || !isPhone() || !writesKorean() ? wear() : keepForLater()).catch(() => undefined);
    if (document.readyState === 'complete') return whenIdle(bring);
    let stop = () => {};
    const loaded = () => {
      stop = whenIdle(bring);
    };
    addEventListener('load', loaded, { once: true });
    return () => {
      removeEventListener('load', loaded);
      stop();
    };
  }, [named, moved]);
  return named && <link rel="stylesheet" href={typefaceStyles} precedence="typeface" />;
}

const isPhone = () => matchMedia('(pointer: coarse)').matches;

/** Whether the device has Korean letters of its own: for those it does not have it draws one and the same box. */
function writesKorean(): boolean {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pen) return false;
  pen.font = '20px sans-serif';
  const drawn = (letter: string) => {
    pen.clearRect(0, 0, 24, 24);
    pen.fillText(letter, 2, 20);
    return pen.getImageData(0, 0, 24, 24).data.join();
  };
  return drawn('한') !== drawn('글');
}

interface Needed {
  styles: string;
  /** Those whose characters are on the page. */
  files: { address: URL; unicodeRange: string }[];
}

/** What the page needs of the typeface; null where it cannot be had. */
async function needed(): Promise<Needed | null> {
  const answer = await fetch(typefaceStyles);
  if (!answer.ok) return null;
  const styles = await answer.text();
  // biome-ignore lint/performance/useDomNodeTextContent: what is not shown (data for scripts above all) needs no letters.
  const text = document.body.innerText;
  const files = filesFor(text, styles).map(({ path, unicodeRange }) => ({
    address: new URL(path, answer.url),
    unicodeRange,
  }));
  return { styles, files };
}

/** Leaves it with the browser, where the next page finds it. */
async function keepForLater(): Promise<void> {
  const found = await needed();
  if (!found) return;
  const answers = await Promise.all(found.files.map(({ address }) => fetch(address, { priority: 'low' })));
  // Only what has come whole is kept.
  await Promise.all(answers.map((answer) => answer.blob()));
  if (answers.every((answer) => answer.ok)) noteFetched();
}

const wearing = 'rowlock-typeface';

/** The letters of what is on the page are all there before they are shown: it is laid out anew once, not for each file. */
async function wear(): Promise<void> {
  if (document.getElementById(wearing)) return;
  const found = await needed();
  if (!found) return;
  const faces = await Promise.all(
    found.files.map(({ address, unicodeRange }) => {
      const source = `url(${address}) format('woff2-variations')`;
      return new FontFace(typefaceFamily, source, { weight: '45 920', unicodeRange }).load();
    }),
  );
  if (document.getElementById(wearing)) return;
  // For what comes later: the browser fetches the other files when their characters are met.
  const element = document.createElement('style');
  element.id = wearing;
  element.textContent = found.styles.replaceAll('url(./', `url(${typefaceFolder}`);
  document.head.append(element);
  for (const face of faces) document.fonts.add(face);
  // What is drawn and not laid out, as the seat map, has to be told: after the frame in which all else is laid out.
  requestAnimationFrame(() =>
    setTimeout(() => {
      document.documentElement.dataset.typeface = typefaceVersion;
    }),
  );
  noteFetched();
}

function noteFetched(): void {
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
