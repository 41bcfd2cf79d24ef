'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect } from 'react';

const everyMilliseconds = 5000;

/** Asks the server for the page's numbers again every few seconds while somebody looks at it. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (!document.hidden) startTransition(() => router.refresh());
    };
    const timer = setInterval(refresh, everyMilliseconds);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router]);
  return null;
}
