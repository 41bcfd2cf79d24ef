const prefix = 'rowlock-kept:';
/** The scopes of the worker: pages that are worth having without a connection. */
type Scope = '/bookings/' | '/check-in/';

/** Files the page shown now has loaded: scripts, styles, the letters it is written in, pictures. */
function filesOfThisPage(): string[] {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const ours = loaded.filter(({ origin, pathname }) => {
    return origin === location.origin && /^\/(_next\/static|posters|typeface)\//.test(pathname);
  });
  return [...new Set(ours.map(({ pathname, search }) => pathname + search))];
}

/** Registers the worker and waits until it works; null where browsers have none (or the page is not served securely). */
async function workerFor(scope: Scope): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker.register('/offline-worker.js', { scope });
  if (registration.active) return registration.active;
  const coming = registration.installing ?? registration.waiting;
  return new Promise((resolve) => {
    const look = () => {
      if (coming?.state === 'activated' || coming?.state === 'redundant') resolve(registration.active);
    };
    coming?.addEventListener('statechange', look);
    look();
  });
}

/**
 * Keeps the page shown now, so that it opens without a connection on this device; true once it is.
 * @param account whose page it is: gone with the next page that is shown to anybody else
 */
export async function keepThisPage(scope: Scope, account: string): Promise<boolean> {
  const worker = await workerFor(scope);
  if (!worker) return false;
  const { port1, port2 } = new MessageChannel();
  const kept = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  const keep = { account, path: location.pathname, files: filesOfThisPage() };
  worker.postMessage({ keep }, [port2]);
  return kept;
}

/** Forgets every page and every door list kept for another account than this; null = for any. */
export async function forgetKeptPages(account: string | null): Promise<void> {
  // Without a secure connection there is no such thing, and nothing was kept.
  if (!('caches' in window)) return;
  const others = (await caches.keys()).filter(
    (name) => name.startsWith(prefix) && (account === null || !name.startsWith(`${prefix}${account}:`)),
  );
  await Promise.all(others.map((name) => caches.delete(name)));
  const databases = (await indexedDB.databases?.()) ?? [];
  if (!databases.some(({ name }) => name?.startsWith('rowlock-door:'))) return;
  // Staff only: other readers need not carry it.
  const { forgetDoorLists } = await import('@/components/check-in/door-store');
  await forgetDoorLists(account);
}
