/** The map's place while it is on its way: rows of seats without names. */
export function PickerSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col lg:flex-row" data-testid="map-loading">
      <span className="sr-only">{label}</span>
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
      <div className="h-28 shrink-0 border-line border-t bg-surface lg:h-auto lg:w-90 lg:border-t-0 lg:border-l" />
    </div>
  );
}
