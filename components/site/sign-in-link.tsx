'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface SignInLinkProps {
  superseded?: boolean;
  className?: string;
  children: ReactNode;
}

/** A link to the sign-in page that comes back to where the reader is now. */
export function SignInLink({ superseded = false, className, children }: SignInLinkProps) {
  const path = usePathname();
  const next = path.startsWith('/sign-') ? '/' : path;
  const reason = superseded ? '&reason=superseded' : '';
  return (
    <Link href={`/sign-in?next=${encodeURIComponent(next)}${reason}`} className={className} prefetch={false}>
      {children}
    </Link>
  );
}
