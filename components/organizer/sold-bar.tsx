/** How much of something is sold, as a bar; the number stands beside it in words. */
export function SoldBar({ sold, total, colour }: { sold: number; total: number; colour?: string }) {
  const share = total > 0 && sold > 0 ? Math.max(1, Math.min(100, (100 * sold) / total)) : 0;
  return (
    <span aria-hidden="true" className="block h-1.5 w-full overflow-hidden rounded-full bg-raised">
      <span
        className="block h-full rounded-full bg-accent-ink"
        style={{ width: `${share}%`, ...(colour && { backgroundColor: colour }) }}
      />
    </span>
  );
}
