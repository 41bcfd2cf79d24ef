'use client';

import { type ReactNode, Suspense, useState, useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * Shows a skeleton while a page loads to which the reader moves within the site. A page that came as a document is shown
 * as it came, without a boundary: a streamed document has sent its 200 before it can know of a 404, and React
 * moves a large boundary's content out of its place, where it stays hidden without scripts.
 */
export function SkeletonWhileMoving({ fallback, children }: { fallback: ReactNode; children: ReactNode }) {
  const hydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  // Kept for life: with a boundary suddenly around them, forms would lose what was typed.
  const [cameAsDocument] = useState(hydrating);
  return cameAsDocument ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
