/** What we stand on and cannot answer for: our stores, and the providers of payments. */
type Store = 'redis' | 'postgres' | 'payments';

/** A store is out of reach, and nothing was done: thrown, not refused; the doors tell it as 503 with Retry-After. */
export class StoreUnavailable extends Error {
  readonly store: Store;

  constructor(store: Store, cause?: unknown) {
    super(`${store} is out of reach`, { cause });
    this.name = 'StoreUnavailable';
    this.store = store;
  }
}

/** Whether this is an outage. By name, as two bundles in one process have two copies of the class. */
export function isStoreUnavailable(error: unknown): error is StoreUnavailable {
  return error instanceof Error && error.name === 'StoreUnavailable';
}
