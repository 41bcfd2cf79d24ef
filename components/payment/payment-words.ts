import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/domain/money';
import { showClock } from '@/lib/domain/show-time';
import { declineKey } from './decline-key';
import type { PaymentDeskView } from './payment-desk';

/** What a payment's page knows of the show. */
export interface ShowOfPayment {
  scheduleId: string;
  slug: string;
  timeZone: string;
  /** It was called off. */
  cancelled: boolean;
}

/** What is said of a payment as it stands. */
export function usePaymentWords({ payment, slow }: PaymentDeskView, show: ShowOfPayment) {
  const t = useTranslations('payment');
  const language = useLocale();
  const { stage, status, declineReason } = payment;
  const total = formatMoney(payment.total, language);
  const late = status === 'EXPIRED';
  const bodies = {
    starting: () => [slow ? t('body.startingSlow') : t('body.starting')],
    to_approve: () => [t('body.to_approve', { total })],
    working: () => [slow ? t('body.workingSlow') : t('body.working')],
    declined: () => [t(`declined.${declineKey(declineReason)}`), t('body.declined')],
    paid: () => [t('body.paid')],
    expired: () => [t('body.expired'), t('body.expiredLate')],
    cancelled: () => [t(show.cancelled ? 'body.showCancelled' : 'body.cancelled')],
    refunding: () => [late ? t('body.refundingLate', { total }) : t('body.refunding')],
    refund_failed: () => [t('body.refund_failed')],
    refunded: () => [late ? t('body.refundedLate', { total }) : t('body.refunded')],
  };
  return {
    eyebrow: t(`eyebrow.${stage}`),
    title: t(`title.${stage}`),
    sentences: bodies[stage](),
    keptUntil: (iso: string) => t('keptUntil', { time: showClock(iso, language, show.timeZone) }),
  };
}
