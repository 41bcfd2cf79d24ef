import type { DoorTicket } from '@/lib/domain/door-list';
import type { TicketPublicKey } from '@/lib/domain/ticket';

/** A door list as it lies on the device, without its tickets. */
export interface StoredList {
  scheduleId: string;
  /** The server's clock when it was read; asked for changes since then. ISO 8601. */
  asOf: string;
  keys: TicketPublicKey[];
  counts: { admitted: number; total: number };
}

/** Somebody let in without a connection, of whom the server has not heard. */
export interface UntoldScan {
  scanId: string;
  scheduleId: string;
  ticketId: string;
  what: { token: string } | { ticketId: string };
  /** ISO 8601, by this device's clock. */
  at: string;
}

/** What a device remembers between visits. */
export interface DoorStore {
  read(scheduleId: string): Promise<{ list: StoredList | null; tickets: DoorTicket[]; scans: UntoldScan[] }>;
  /** Replaces what is known of these tickets; `whole`: of the schedule's others nothing is known any more. */
  putList(list: StoredList, tickets: readonly DoorTicket[], whole: boolean): Promise<void>;
  /** Somebody was let in: both the scan and its mark on the list, or neither. */
  addScan(scan: UntoldScan, ticket: DoorTicket | null): Promise<void>;
  dropScans(scanIds: readonly string[]): Promise<void>;
}

const prefix = 'rowlock-door:';
/** Lists of shows that are over. */
const keptForMs = 7 * 24 * 3_600_000;

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(account: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(`${prefix}${account}`, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('lists', { keyPath: 'scheduleId' });
    opening.result.createObjectStore('tickets', { keyPath: ['scheduleId', 'ticketId'] });
    opening.result.createObjectStore('scans', { keyPath: 'scanId' });
  };
  return settled(opening);
}

/** Every key that begins with this schedule. */
const ofSchedule = (scheduleId: string) => IDBKeyRange.bound([scheduleId], [scheduleId, []]);

/** What this device remembers for an account; throws where the browser keeps nothing. */
export async function openDoorStore(account: string): Promise<DoorStore> {
  const db = await open(account);
  const all = ['lists', 'tickets', 'scans'];
  await forgetOldLists(db);
  return {
    async read(scheduleId) {
      const tx = db.transaction(all);
      const [list, tickets, scans] = await Promise.all([
        settled<StoredList | undefined>(tx.objectStore('lists').get(scheduleId)),
        settled<(DoorTicket & { scheduleId: string })[]>(
          tx.objectStore('tickets').getAll(ofSchedule(scheduleId)),
        ),
        settled<UntoldScan[]>(tx.objectStore('scans').getAll()),
      ]);
      return { list: list ?? null, tickets, scans: scans.filter((scan) => scan.scheduleId === scheduleId) };
    },
    async putList(list, tickets, whole) {
      const tx = db.transaction(['lists', 'tickets'], 'readwrite');
      const { scheduleId } = list;
      if (whole) tx.objectStore('tickets').delete(ofSchedule(scheduleId));
      for (const ticket of tickets) tx.objectStore('tickets').put({ ...ticket, scheduleId });
      tx.objectStore('lists').put(list);
      await committed(tx);
    },
    async addScan(scan, ticket) {
      // Not lost either when the battery dies in the next second.
      const tx = db.transaction(['tickets', 'scans'], 'readwrite', { durability: 'strict' });
      tx.objectStore('scans').put(scan);
      if (ticket) tx.objectStore('tickets').put({ ...ticket, scheduleId: scan.scheduleId });
      await committed(tx);
    },
    async dropScans(scanIds) {
      const tx = db.transaction('scans', 'readwrite');
      for (const scanId of scanIds) tx.objectStore('scans').delete(scanId);
      await committed(tx);
    },
  };
}

async function forgetOldLists(db: IDBDatabase): Promise<void> {
  const tx = db.transaction(['lists', 'tickets'], 'readwrite');
  const lists = await settled<StoredList[]>(tx.objectStore('lists').getAll());
  for (const { scheduleId, asOf } of lists) {
    if (Date.parse(asOf) > Date.now() - keptForMs) continue;
    tx.objectStore('lists').delete(scheduleId);
    tx.objectStore('tickets').delete(ofSchedule(scheduleId));
  }
  await committed(tx);
}

/**
 * Takes the door lists of other accounts off this device; null = of all. Scans that the server has not heard of stay:
 * they tell nobody anything, and are told when their account signs in here again.
 */
export async function forgetDoorLists(account: string | null): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith(prefix) || name === `${prefix}${account}`) continue;
    const db = await open(name.slice(prefix.length));
    const tx = db.transaction(['lists', 'tickets'], 'readwrite');
    tx.objectStore('lists').clear();
    tx.objectStore('tickets').clear();
    await committed(tx);
    db.close();
  }
}
