import { useLocale, useTranslations } from 'next-intl';
import { SeatList } from '@/components/bookings/seat-list';
import { TicketLine } from '@/components/bookings/ticket-line';
import { CancellationRules } from '@/components/events/cancellation-rules';
import { ShowLine } from '@/components/events/show-line';
import { Card } from '@/components/ui/card';
import type { Hold } from '@/lib/domain/hold';
import { formatMoney } from '@/lib/domain/money';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { areaName, placesIn } from '@/lib/domain/standing-area';

interface OrderSummaryProps {
  schedule: ScheduleDetail;
  hold: Hold;
  buyer: { name: string; email: string };
}

/** What is about to be booked: the show, the seats and what they cost, for whom, and what giving them back costs. */
export function OrderSummary({ schedule, hold, buyer }: OrderSummaryProps) {
  const t = useTranslations('checkout');
  return (
    <div className="grid gap-6">
      <Card>
        <ShowLine show={schedule} />
      </Card>
      <Seats hold={hold} />
      <Card>
        <h2 className="font-bold text-lg">{t('buyer')}</h2>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
          <dt className="text-faint">{t('buyerName')}</dt>
          <dd className="break-all">{buyer.name}</dd>
          <dt className="text-faint">{t('buyerEmail')}</dt>
          <dd className="break-all">{buyer.email}</dd>
        </dl>
      </Card>
      <Card>
        <h2 className="mb-2 font-bold text-lg">{t('cancellation')}</h2>
        <CancellationRules policy={schedule.rules.cancellation} currency={schedule.currency} />
      </Card>
    </div>
  );
}

function Seats({ hold }: Pick<OrderSummaryProps, 'hold'>) {
  const t = useTranslations('checkout');
  const language = useLocale();
  const [seats, places] = [hold.seats.length, placesIn(hold.areas)];
  const heading =
    seats > 0 && places > 0
      ? t('seatsAndPlaces', { seats, places })
      : seats > 0
        ? t('seats', { count: seats })
        : t('places', { count: places });
  return (
    <Card>
      <h2 className="mb-2 font-bold text-lg">{heading}</h2>
      <SeatList seats={hold.seats}>
        {hold.areas.map(({ areaId, grade, quantity, price, ...named }) => (
          <TicketLine
            key={areaId}
            name={t('area', { area: areaName(named, language), count: quantity })}
            note={grade}
            price={formatMoney({ ...price, amount: price.amount * quantity }, language)}
          />
        ))}
      </SeatList>
      {places > 0 && <p className="pb-3 text-soft text-sm">{t('entryNumbers')}</p>}
      <p className="mt-2 flex items-baseline justify-between border-line border-t pt-4">
        <span className="font-bold">{t('total')}</span>
        <span className="font-extrabold text-2xl tabular">{formatMoney(hold.total, language)}</span>
      </p>
      <p className="text-right text-faint text-sm">{t('noFees')}</p>
    </Card>
  );
}
