import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatMoney } from '@/lib/domain/money';
import type { PricedSeat } from '@/lib/domain/refusals';
import { seatName } from '@/lib/domain/seat-name';
import { TicketLine } from './ticket-line';

/** Seats with grade and price, one a line; `children` are lines below them. */
export function SeatList({ seats, children }: { seats: readonly PricedSeat[]; children?: ReactNode }) {
  const t = useTranslations('seat');
  const language = useLocale();
  return (
    <ul className="divide-y divide-line">
      {seats.map((seat) => (
        <TicketLine
          key={seat.seatId}
          name={t('name', seatName(seat, language))}
          note={seat.grade}
          price={formatMoney(seat.price, language)}
        />
      ))}
      {children}
    </ul>
  );
}
