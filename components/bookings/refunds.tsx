import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { KeepFresh } from '@/components/site/keep-fresh';
import { Card } from '@/components/ui/card';
import type { BookingView, RefundState } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import { showDateTime } from '@/lib/domain/show-time';

const icons: Record<RefundState, { Icon: typeof CircleCheck; className: string }> = {
  due: { Icon: LoaderCircle, className: 'text-soft animate-spin [animation-duration:2s]' },
  done: { Icon: CircleCheck, className: 'text-accent-ink' },
  failed: { Icon: CircleAlert, className: 'text-danger' },
};

/** What goes back to the buyer, and how far it is; nothing where nothing does. */
export async function Refunds({ booking: { refunds, venue } }: { booking: BookingView }) {
  if (refunds.length === 0) return null;
  const t = await getTranslations('bookings');
  const language = await getLocale();
  const when = (iso: string) => showDateTime(iso, language, venue.timeZone);
  return (
    <Card className="no-print mt-10" data-testid="refunds">
      {refunds.some(({ state }) => state === 'due') && <KeepFresh />}
      <h2 className="font-bold text-lg">{t('refunds')}</h2>
      <ul className="mt-3 divide-y divide-line">
        {refunds.map(({ amount, state, createdAt, doneAt }) => {
          const { Icon, className } = icons[state];
          return (
            <li
              key={`${createdAt} ${amount.amount}`}
              className="flex items-start gap-3 py-3"
              data-state={state}
            >
              <Icon aria-hidden="true" className={`mt-0.5 size-5 shrink-0 ${className}`} />
              <span className="min-w-0 grow">
                <span className="font-semibold">{t(`refundState.${state}`)}</span>
                <span className="block text-soft text-sm">{when(doneAt ?? createdAt)}</span>
              </span>
              <span className="shrink-0 font-bold tabular">{formatMoney(amount, language)}</span>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-faint text-sm">{t('refundHint')}</p>
    </Card>
  );
}
