import type { CheckedIn, OfflineRefusal, WrongEntry } from '@/lib/domain/door-list';
import type { Refusal } from '@/lib/domain/refusals';
import type { UntoldScan } from './door-store';

/** What is said of a ticket. */
export type Verdict = { offline: boolean; scan: UntoldScan['what'] } & (
  | { admitted: true; ticket: CheckedIn['ticket']; at: string }
  | { admitted: false; refusal: Refusal | OfflineRefusal }
);

/** How the door stands. */
export interface DoorView {
  phase: 'opening' | 'loading' | 'ready';
  /** Of the list, while it is loaded for the first time. */
  loaded: { tickets: number; total: number } | null;
  /** The server answers. */
  online: boolean;
  /** What the list is of, ISO 8601; null without one. */
  asOf: string | null;
  counts: { admitted: number; total: number };
  /** People let in of whom the server has not heard. */
  untold: number;
  verdict: Verdict | null;
  judging: boolean;
  wrongEntries: readonly WrongEntry[];
  /** Why this account can go on no further: signed out, not on the staff any more. */
  stopped: Refusal | null;
}

/** A door before anything is known of it. */
export const closedDoor: DoorView = {
  ...{ phase: 'opening', loaded: null, online: true, asOf: null, counts: { admitted: 0, total: 0 } },
  ...{ untold: 0, verdict: null, judging: false, wrongEntries: [], stopped: null },
};
