import type { ReactNode } from 'react';

/** Numbers side by side, each under its name. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border border-line bg-line sm:grid-cols-4">
      {children}
    </dl>
  );
}

interface FigureProps {
  name: string;
  note?: ReactNode;
  /** Long: has a line of its own on a phone. */
  wide?: boolean;
  children: ReactNode;
}

/** One number. */
export function Figure({ name, note, wide = false, children }: FigureProps) {
  return (
    <div className={`flex flex-col bg-surface p-4 sm:p-5 ${wide ? 'col-span-2 sm:col-span-1' : ''}`}>
      <dt className="text-faint text-sm">{name}</dt>
      <dd className="mt-1 font-extrabold text-2xl leading-tight tabular sm:text-3xl">{children}</dd>
      {note && <dd className="mt-1 text-soft text-sm tabular">{note}</dd>}
    </div>
  );
}
