import { CalendarX2 } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { Figure } from '@/components/organizer/figures';
import { SoldBar } from '@/components/organizer/sold-bar';
import { KeepFresh } from '@/components/site/keep-fresh';
import { formatMoney } from '@/lib/domain/money';
import type { ShowCancellation } from '@/lib/domain/show-cancellation';
import { showDateTime } from '@/lib/domain/show-time';

interface ProgressProps {
  cancellation: ShowCancellation;
  timeZone: string;
}

/** A cancelled show for its organizer: why, and how far it is with giving everything back. */
export async function ShowCancellationProgress({ cancellation, timeZone }: ProgressProps) {
  const t = await getTranslations('organizer');
  const language = await getLocale();
  const { bookingsTotal, bookingsLeft, refunds, done, reason } = cancellation;
  // Bookings that were under way come on top of those that were there.
  const total = Math.max(bookingsTotal, bookingsLeft);
  const settled = bookingsLeft === 0 && refunds.due.count === 0 && done;
  const money = (sum: (typeof refunds)['due']) => formatMoney(sum.amount, language);
  return (
    <section
      aria-labelledby="cancelled"
      data-testid="show-cancellation"
      data-done={settled}
      className="mt-10 rounded-2xl border border-warning p-5 sm:p-7"
    >
      {!settled && <KeepFresh />}
      <h2 id="cancelled" className="flex items-center gap-3 font-extrabold text-2xl">
        <CalendarX2 aria-hidden="true" className="size-6 text-warning" />
        {t('showCancelled')}
      </h2>
      <p className="mt-2 text-soft">
        {t('showCancelledAt', { at: showDateTime(cancellation.at, language, timeZone) })}
      </p>
      {reason !== null && <p className="mt-2 break-words">{reason}</p>}
      <div className="mt-6">
        <p role="status" className="mb-2 font-semibold tabular">
          {bookingsLeft === 0
            ? t('bookingsCancelled', { count: total })
            : t('bookingsCancelling', { done: total - bookingsLeft, count: total })}
        </p>
        <SoldBar sold={total === 0 ? 1 : total - bookingsLeft} total={Math.max(1, total)} />
      </div>
      <div className="mt-6">
        <dl className="grid gap-px overflow-hidden rounded-2xl border border-line bg-line sm:auto-cols-fr sm:grid-flow-col">
          <Figure name={t('refundsDone')} note={t('refundCount', { count: refunds.done.count })}>
            {money(refunds.done)}
          </Figure>
          <Figure name={t('refundsDue')} note={t('refundCount', { count: refunds.due.count })}>
            {money(refunds.due)}
          </Figure>
          {refunds.failed.count > 0 && (
            <Figure name={t('refundsFailed')} note={t('refundCount', { count: refunds.failed.count })}>
              {money(refunds.failed)}
            </Figure>
          )}
        </dl>
      </div>
      <p className="mt-4 text-faint text-sm">{t(settled ? 'showGivenBack' : 'showGivingBack')}</p>
    </section>
  );
}
