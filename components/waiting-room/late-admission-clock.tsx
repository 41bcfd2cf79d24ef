'use client';

import { type ComponentProps, lazy, Suspense } from 'react';

const AdmissionClock = lazy(async () => ({ default: (await import('./admission-clock')).AdmissionClock }));

/** The clock of an admission, in scripts of its own: maps whose sale has no waiting room do without them. */
export function LateAdmissionClock(props: ComponentProps<typeof AdmissionClock>) {
  return (
    <Suspense fallback={null}>
      <AdmissionClock {...props} />
    </Suspense>
  );
}
