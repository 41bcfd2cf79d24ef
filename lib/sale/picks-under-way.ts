/**
 * Places that best-available requests of this process are taking at this moment: askers of one instant do not choose
 * the same seats. Other processes are told apart by the hold script itself.
 */
interface Picks {
  has(place: number): boolean;
  /** Keeps the places to itself while the work runs. */
  during<T>(places: readonly number[], work: () => Promise<T>): Promise<T>;
}

// On globalThis: the HTTP server and the pages are two bundles in one process, and both hold best-available seats.
const shared = globalThis as typeof globalThis & { rowlockPicks?: Map<string, Set<number>> };
shared.rowlockPicks ??= new Map();
const underWay = shared.rowlockPicks;

/** The picks of one schedule. */
export function picksUnderWay(scheduleId: string): Picks {
  const places = () => underWay.get(scheduleId);
  return {
    has: (place) => places()?.has(place) ?? false,
    async during(wanted, work) {
      const taken = places() ?? new Set<number>();
      underWay.set(scheduleId, taken);
      for (const place of wanted) taken.add(place);
      try {
        return await work();
      } finally {
        for (const place of wanted) taken.delete(place);
        if (taken.size === 0) underWay.delete(scheduleId);
      }
    },
  };
}
