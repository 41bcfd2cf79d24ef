import type { ReactNode } from 'react';

/** The one thing the page is about, large: a place, a clock, a word. */
export function Figure({ title, children, note }: { title: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <h2 className="font-semibold text-lg text-soft sm:text-xl">{title}</h2>
      <div className="display mt-1 text-[clamp(3.25rem,1.25rem_+_12vw,10rem)] text-accent-ink leading-none tabular">
        {children}
      </div>
      {note && <p className="mt-3 max-w-2xl text-lg text-soft">{note}</p>}
    </div>
  );
}
