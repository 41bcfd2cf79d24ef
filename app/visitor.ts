import { cache } from 'react';
import { StoreUnavailable } from '@/lib/domain/store-unavailable';
import { maybeBuyer } from '@/lib/request/session';

/**
 * Who looks at the page, asked once a request. While PostgreSQL is out of reach everybody is a stranger: a page
 * that can still be shown is shown.
 */
export const visitor = cache(async (headers: Headers) => {
  try {
    return await maybeBuyer(headers);
  } catch (error) {
    if (error instanceof StoreUnavailable) return { buyer: null, superseded: false };
    throw error;
  }
});
