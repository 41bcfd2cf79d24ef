import { readTicketKeys, type StoredTicketKey } from '@/lib/postgres/ticket-key-store';

/** The keys tickets are verified with, the youngest first; private halves are not among what is told. Throws StoreUnavailable. */
export async function listTicketKeys(): Promise<Omit<StoredTicketKey, 'sealedPrivate'>[]> {
  return (await readTicketKeys()).map(({ sealedPrivate: _, ...key }) => key);
}
