import { getLocale, getTranslations } from 'next-intl/server';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import { showDeadline } from '@/lib/domain/show-time';

/** Until when cancelling this booking costs what, in dates and money. */
export async function CancellationSteps({ booking }: { booking: BookingView }) {
  const t = await getTranslations('bookings');
  const language = await getLocale();
  const { currency } = booking.total;
  if (booking.cancellation.length === 0) return <p className="mt-2 text-soft">{t('notCancellable')}</p>;
  return (
    <table className="mt-3 w-full text-left">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('cancelBefore')}</th>
          <th scope="col">{t('fee')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {booking.cancellation.map((step) => (
          <tr key={step.until}>
            <th scope="row" className="py-2 pr-4 font-normal text-soft">
              {t('until', { time: showDeadline(step.until, language, booking.venue.timeZone) })}
            </th>
            <td className="py-2 text-right font-semibold tabular">
              {step.feeMinor === 0 ? t('free') : formatMoney({ amount: step.feeMinor, currency }, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
