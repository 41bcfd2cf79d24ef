'use client';

import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { keepThisPage } from './kept-pages';

interface KeepPageProps {
  scope: Parameters<typeof keepThisPage>[0];
  account: string;
  /** Said once the page opens without a connection; '' where nobody needs to know. */
  keptText: string;
}

/**
 * Keeps the page it stands on for when there is no connection, and says so once it is. With another `key` it keeps what is
 * new on the page.
 */
export function KeepPage({ scope, account, keptText }: KeepPageProps) {
  const [kept, setKept] = useState(false);
  useEffect(() => {
    // In development files change under one's hands.
    if (process.env.NODE_ENV !== 'production') return;
    let gone = false;
    const keep = () =>
      keepThisPage(scope, account).then(
        (done) => !gone && setKept(done),
        () => undefined,
      );
    // Everything that is on the page has been loaded by then.
    if (document.readyState === 'complete') void keep();
    else window.addEventListener('load', keep, { once: true });
    return () => {
      gone = true;
      window.removeEventListener('load', keep);
    };
  }, [scope, account]);
  return (
    <p role="status" className="no-print flex items-center gap-2 text-soft text-sm empty:hidden">
      {kept && keptText && (
        <>
          <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-accent-ink" />
          {keptText}
        </>
      )}
    </p>
  );
}
