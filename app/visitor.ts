import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Buyer } from '@/lib/domain/buyer';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { maybeBuyer } from '@/lib/request/session';

/**
 * Who looks at the page, asked once a request. While PostgreSQL is out of reach (`outage`) everybody is a stranger:
 * a page that can still be shown is shown.
 */
export const visitor = cache(async () => {
  try {
    return { ...(await maybeBuyer(await headers())), outage: null };
  } catch (error) {
    if (isStoreUnavailable(error)) return { buyer: null, superseded: false, outage: error };
    throw error;
  }
});

/**
 * The buyer a page is for; anybody else is sent to sign in and comes back to `path`.
 * Throws StoreUnavailable when nobody can be recognised.
 */
export async function signedInBuyer(path: string): Promise<Buyer> {
  const { buyer, superseded, outage } = await visitor();
  if (outage) throw outage;
  if (buyer) return buyer;
  const reason = superseded ? '&reason=superseded' : '';
  redirect(`/sign-in?next=${encodeURIComponent(path)}${reason}`);
}
