import type { ReactNode } from 'react';

interface PickerSkeletonProps {
  label: string;
  /** What the tray will say: words need not wait for the map. */
  note?: ReactNode;
}

/** The map's place while it is on its way: rows of seats without names. */
export function PickerSkeleton({ label, note }: PickerSkeletonProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row" data-testid="map-loading">
      <span role="status" className="sr-only">
        {label}
      </span>
      <div className="grid min-h-0 flex-1 place-items-center overflow-hidden">
        <svg viewBox="0 0 240 170" className="w-full max-w-xl animate-pulse text-raised" aria-hidden="true">
          <rect x="80" y="8" width="80" height="16" rx="5" fill="currentColor" />
          {Array.from({ length: 8 }, (_, row) =>
            Array.from({ length: 20 }, (_, seat) => {
              const angle = ((seat - 9.5) / 20) * 1.1;
              const radius = 150 + row * 12;
              const key = `${row}-${seat}`;
              const [x, y] = [120 + Math.sin(angle) * radius * 0.72, -96 + Math.cos(angle) * radius];
              return <circle key={key} cx={x.toFixed(1)} cy={y.toFixed(1)} r="3.6" fill="currentColor" />;
            }),
          )}
        </svg>
      </div>
      <div className="min-h-34 shrink-0 rounded-t-3xl border-line border-t bg-surface px-4 py-3 text-sm text-soft lg:h-auto lg:w-92 lg:rounded-none lg:border-t-0 lg:border-l lg:py-4">
        {note}
      </div>
    </div>
  );
}
