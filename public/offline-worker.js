// Shows pages that a reader has kept (a booking with its tickets, the door's scanner) when there is no connection.
// Registered for /bookings/ and for /check-in/ only; every other page never passes through here.
// A kept page is one cache, `rowlock-kept:<account>:<path>`, with the document and all it needs.
// @ts-check
/// <reference lib="webworker" />

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const prefix = 'rowlock-kept:';
/** In a crowd in front of a hall the network often says nothing at all: then what was kept is shown. */
const patienceMs = 4000;
/** The oldest go first. */
const mostPages = 12;

worker.addEventListener('install', () => {
  void worker.skipWaiting();
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(showPage(request, url.pathname));
  else if (!url.searchParams.has('_rsc')) event.respondWith(showFile(request));
});

worker.addEventListener('message', (event) => {
  const { keep } = event.data ?? {};
  if (!keep) return;
  const kept = keepPage(keep).then(
    () => true,
    () => false,
  );
  event.waitUntil(kept.then((done) => event.ports[0]?.postMessage(done)));
});

/** @param {string} path */
async function keptAs(path) {
  const names = await caches.keys();
  return names.find((name) => name.startsWith(prefix) && name.slice(prefix.length).split(':')[1] === path);
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function showPage(request, path) {
  const name = await keptAs(path);
  if (!name) return fetch(request);
  try {
    const answer = await patiently(fetch(request));
    // There is no such page any more. Who is sent to sign in keeps it: that page forgets it if its owner has signed out.
    if (answer.status >= 400 && answer.status < 500) await caches.delete(name);
    if (answer.status < 500) return answer;
  } catch {
    // No connection, or none worth the name.
  }
  return (await (await caches.open(name)).match(path)) ?? fetch(request);
}

/** @param {Request} request */
async function showFile(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  // A page stands without its letters.
  return new URL(request.url).pathname.startsWith('/typeface/') ? patiently(fetch(request)) : fetch(request);
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function patiently(work) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('too slow')), patienceMs);
    work.then(resolve, reject);
  });
}

/**
 * Fetches a page afresh and keeps it with its files: first the files, so that what is kept is whole at any moment.
 * @param {{account: string, path: string, files: string[]}} page
 */
async function keepPage({ account, path, files }) {
  const answer = await fetch(path, { credentials: 'same-origin', redirect: 'error', cache: 'no-store' });
  if (!answer.ok) throw new Error(`not kept: ${answer.status}`);
  const named = (await answer.clone().text()).match(/\/(?:_next\/static|typeface)\/[\w./~-]+\.(?:js|css|woff2)/g) ?? [];
  const href = (/** @type {string} */ file) => new URL(file, location.origin).href;
  const cache = await caches.open(`${prefix}${account}:${path}`);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const add = async (/** @type {string} */ url) => (there.has(url) ? undefined : cache.add(url));
  // Without what the document names the page would be broken; a picture may be missing.
  await Promise.all(named.map(href).map(add));
  await Promise.allSettled(files.map(href).map(add));
  await cache.put(path, answer);
  const wanted = new Set([path, ...named, ...files].map(href));
  await Promise.all([...there].filter((url) => !wanted.has(url)).map((url) => cache.delete(url)));
  const pages = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(pages.slice(0, -mostPages).map((name) => caches.delete(name)));
}
