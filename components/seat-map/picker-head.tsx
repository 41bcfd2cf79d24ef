import type { ReactNode } from 'react';

/** The line above the map: what is on, and beside it what the map offers. */
export function PickerHead({ head, children }: { head: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex items-center gap-2 border-line border-b py-1.5 pr-3 pl-2 sm:px-4">
      <div className="flex min-w-0 flex-1 items-center gap-1">{head}</div>
      {children}
    </div>
  );
}
