import type { ReactNode } from 'react';

/** One line of a list of tickets: what it is, more quietly what of it, and what it costs. */
export function TicketLine({ name, note, price }: { name: ReactNode; note: string; price: string }) {
  return (
    <li className="flex items-baseline gap-4 py-3">
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{name}</span>
        <span className="text-faint text-sm">{note}</span>
      </span>
      <span className="shrink-0 tabular">{price}</span>
    </li>
  );
}
