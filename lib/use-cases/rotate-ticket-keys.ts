import { erasePastPrivateKeys, readTicketKeys } from '@/lib/postgres/ticket-key-store';
import { makeTicketKey } from '@/lib/tickets/ticket-keys';

const day = 24 * 60 * 60;
/** A key signs for this long before the next one is made. */
const signsForMs = 90 * day * 1000;
/** A new key is published this long before it signs: a phone at the door that fetched its list since then knows it. */
const publishedAheadSeconds = day;

/**
 * Makes the next ticket key: when the youngest has signed for 90 days (`due`), or whatever its age (`now`; it signs at
 * once). Erases the private halves of keys that will not sign again. True when a key was made. Throws StoreUnavailable.
 */
export async function rotateTicketKeys(when: 'due' | 'now'): Promise<boolean> {
  const keys = await readTicketKeys();
  const [youngest] = keys;
  const isDue = youngest !== undefined && youngest.signsFrom.getTime() < Date.now() - signsForMs;
  const made =
    when === 'now' || isDue ? await makeTicketKey(keys, when === 'now' ? 0 : publishedAheadSeconds) : false;
  await erasePastPrivateKeys();
  return made;
}
