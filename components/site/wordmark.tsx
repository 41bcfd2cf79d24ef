/** The name, with a row of seats whose last one is taken. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 font-extrabold text-ink text-xl tracking-[-0.045em]">
      <svg viewBox="0 0 34 16" className="h-4 w-auto max-[22rem]:hidden" aria-hidden="true">
        <path d="M1 5a4 4 0 0 1 8 0v6a4 4 0 0 1-8 0z" fill="currentColor" opacity="0.35" />
        <path d="M12.500 5a4 4 0 0 1 8 0v6a4 4 0 0 1-8 0z" fill="currentColor" opacity="0.7" />
        <path d="M24 5a4 4 0 0 1 8 0v6a4 4 0 0 1-8 0z" className="fill-accent-ink" />
      </svg>
      Rowlock
    </span>
  );
}
