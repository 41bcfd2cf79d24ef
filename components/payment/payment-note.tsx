import { CircleAlert, LoaderCircle, RotateCcw, TimerOff, Wallet } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Countdown } from '@/components/time/countdown';
import type { BookingView } from '@/lib/domain/booking';
import { formatMoney } from '@/lib/domain/money';
import type { PaymentStage } from '@/lib/domain/purchase';
import { showClock } from '@/lib/domain/show-time';

const icons: Partial<Record<PaymentStage, ReactNode>> = {
  starting: <Wallet />,
  to_approve: <Wallet />,
  declined: <CircleAlert />,
  working: <LoaderCircle className="animate-spin [animation-duration:2s]" />,
  expired: <TimerOff />,
  refunding: <RotateCcw />,
  refunded: <RotateCcw />,
};

/** Where a booking stands that is not paid, or is paid back; nothing for all others. */
export async function PaymentNote({
  booking: { payment, venue },
}: {
  booking: Pick<BookingView, 'payment' | 'venue'>;
}) {
  const t = await getTranslations('payment');
  const language = await getLocale();
  if (!payment || !icons[payment.stage]) return null;
  const { stage, expiresAt } = payment;
  const late = payment.status === 'EXPIRED';
  const total = formatMoney(payment.total, language);
  const until = expiresAt?.toISOString();
  const time = until === undefined ? '' : showClock(until, language, venue.timeZone);
  const sentences: Partial<Record<PaymentStage, string>> = {
    starting: t('note.left', { time }),
    to_approve: t('note.left', { time }),
    declined: t('note.declined', { time }),
    working: t('note.working'),
    expired: t('note.expired'),
    refunding: late ? t('body.refundingLate', { total }) : t('note.refunding'),
    refunded: late ? t('body.refundedLate', { total }) : t('note.refunded'),
  };
  const isTimed = stage === 'starting' || stage === 'to_approve' || stage === 'declined';
  return (
    <div
      data-testid="payment-note"
      className={`flex items-start gap-3 rounded-xl border p-4 text-sm ${isTimed ? 'border-warning' : 'border-line-strong'}`}
    >
      <span
        aria-hidden="true"
        className={`mt-0.5 shrink-0 [&_svg]:size-5 ${isTimed ? 'text-warning' : 'text-soft'}`}
      >
        {icons[stage]}
      </span>
      <p className="min-w-0 grow">{sentences[stage]}</p>
      {isTimed && until !== undefined && (
        <Countdown
          until={until}
          serverNow={payment.now.toISOString()}
          label={t('note.leftLabel', { time })}
          className="shrink-0 font-extrabold text-lg leading-6"
        />
      )}
    </div>
  );
}
