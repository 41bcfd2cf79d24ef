import { headers } from 'next/headers';
import { cache } from 'react';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { maybeBuyer } from '@/lib/request/session';

/**
 * Who looks at the page, asked once a request. While PostgreSQL is out of reach everybody is a stranger: a page
 * that can still be shown is shown.
 */
export const visitor = cache(async () => {
  try {
    return await maybeBuyer(await headers());
  } catch (error) {
    if (isStoreUnavailable(error)) return { buyer: null, superseded: false };
    throw error;
  }
});
