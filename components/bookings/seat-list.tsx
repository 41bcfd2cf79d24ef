import { useLocale, useTranslations } from 'next-intl';
import { seatName } from '@/components/seat-name';
import { formatMoney } from '@/lib/domain/money';
import type { PricedSeat } from '@/lib/domain/refusals';

/** Seats with grade and price, one a line. */
export function SeatList({ seats }: { seats: readonly PricedSeat[] }) {
  const t = useTranslations('seat');
  const language = useLocale();
  return (
    <ul className="divide-y divide-line">
      {seats.map((seat) => (
        <li key={seat.seatId} className="flex items-baseline gap-4 py-3">
          <span className="min-w-0 grow">
            <span className="font-semibold">{t('name', seatName(seat, language))}</span>
            <span className="ml-2 text-faint text-sm">{seat.grade}</span>
          </span>
          <span className="shrink-0 tabular">{formatMoney(seat.price, language)}</span>
        </li>
      ))}
    </ul>
  );
}
