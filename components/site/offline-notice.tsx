'use client';

import { type ReactNode, useSyncExternalStore } from 'react';

function subscribe(changed: () => void) {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Says so while the device has no connection; goes away by itself. Over the page: a full-height map must not be pushed out of the window. */
export function OfflineNotice({ text, icon }: { text: string; icon: ReactNode }) {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div
      role="status"
      className="no-print pointer-events-none fixed inset-x-3 top-2.5 z-50 flex justify-center empty:hidden"
    >
      {!online && (
        <p className="flex min-h-11 animate-fade items-center gap-2 rounded-2xl bg-warning px-4 py-2 font-semibold text-sm text-stage shadow-(--shadow)">
          {icon}
          {text}
        </p>
      )}
    </div>
  );
}
