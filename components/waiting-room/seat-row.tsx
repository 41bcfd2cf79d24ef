/** One seat of the wordmark's row, as a mask. */
const seat = `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='1 0 10 16'%3E%3Cpath d='M2 5a4 4 0 0 1 8 0v6a4 4 0 0 1-8 0z'/%3E%3C/svg%3E")`;
const mask = { maskImage: seat, maskRepeat: 'round', maskSize: 'auto 100%' };

/** The way to the door as a row of seats that lights up, the numbers beside it tell the same. */
export function SeatRow({ share }: { share: number }) {
  return (
    <div aria-hidden="true" className="h-6 w-full bg-line-strong/40 sm:h-8" style={mask}>
      <div
        className="h-full bg-accent-ink transition-[width] duration-1000 ease-out"
        style={{ width: `${100 * Math.min(1, Math.max(0, share))}%` }}
      />
    </div>
  );
}
