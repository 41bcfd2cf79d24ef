'use client';

import { useEffect } from 'react';
import { forgetKeptPages } from './kept-pages';

/**
 * Stands on every page: what was kept on this device for an account that is not signed in any more is forgotten.
 * @param account who is signed in; null = nobody; undefined = cannot be told now
 */
export function KeptPagesGuard({ account }: { account: string | null | undefined }) {
  useEffect(() => {
    if (account !== undefined) forgetKeptPages(account).catch(() => undefined);
  }, [account]);
  return null;
}
