'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useCallback } from 'react';

/**
 * For answers of server actions: sends a reader whose session is over to sign in, and back to this page afterwards.
 * The function it gives says whether that was the case.
 */
export function useSignInAgain(): (refusal: { code: string }) => boolean {
  const router = useRouter();
  const path = usePathname();
  return useCallback(
    (refusal) => {
      if (refusal.code !== 'NOT_SIGNED_IN' && refusal.code !== 'SESSION_SUPERSEDED') return false;
      const reason = refusal.code === 'SESSION_SUPERSEDED' ? '&reason=superseded' : '';
      router.push(`/sign-in?next=${encodeURIComponent(path)}${reason}`);
      return true;
    },
    [router, path],
  );
}
