'use client';

import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { RingClock } from '@/components/time/ring-clock';
import { useServerSeconds } from '@/components/time/server-clock';
import { Button, buttonStyle } from '@/components/ui/button';
import type { PaymentStage } from '@/lib/domain/purchase';
import { GiveUp } from './give-up';
import type { PaymentDesk, PaymentDeskView } from './payment-desk';
import { PaymentSteps } from './payment-steps';
import { type ShowOfPayment, usePaymentWords } from './payment-words';
import { type FollowedPayment, usePayment } from './use-payment';

interface PaymentPanelProps extends FollowedPayment {
  /** When the seats were claimed, ISO 8601. */
  claimedAt: string;
  show: ShowOfPayment;
}

/** A payment as it goes on: what happened, what happens next, until when, and what to do. */
export function PaymentPanel({ claimedAt, show, ...followed }: PaymentPanelProps) {
  const t = useTranslations('payment');
  const { desk, view } = usePayment(followed);
  const { now } = followed;
  const words = usePaymentWords(view, show);
  const { stage, expiresAt } = view.payment;
  const unpaid = stage === 'starting' || stage === 'to_approve' || stage === 'declined';
  return (
    <section data-testid="payment" data-stage={stage} className="grid gap-7">
      <div role="status">
        <p className="eyebrow">{words.eyebrow}</p>
        <h1 className="display mt-2 text-4xl sm:text-5xl">{words.title}</h1>
        {words.sentences.map((sentence) => (
          <p key={sentence} className="mt-4 max-w-xl text-lg text-soft">
            {sentence}
          </p>
        ))}
      </div>
      <PaymentSteps stage={stage} />
      {unpaid && expiresAt && (
        <Kept until={expiresAt} since={claimedAt} now={now} label={words.keptUntil(expiresAt)} />
      )}
      <div className="grid gap-5">
        <RefusalNotice refusal={view.refusal} timeZone={show.timeZone} />
        <p role="alert" className="rounded-xl border border-warning p-4 text-sm empty:sr-only">
          {view.lost ? t('lostConnection') : !view.live && t('notLive')}
        </p>
        <Ways view={view} desk={desk} show={show} />
      </div>
    </section>
  );
}

interface KeptProps {
  /** ISO 8601 */
  until: string;
  since: string;
  now: string;
  label: string;
}

/** How long the seats are kept unpaid. */
function Kept({ until, since, now, label }: KeptProps) {
  const t = useTranslations('checkout');
  const end = Math.ceil(Date.parse(until) / 1000);
  const whole = Math.round((Date.parse(until) - Date.parse(since)) / 1000);
  return (
    <RingClock
      // Seconds are rounded up: the first one would show one more than there are.
      secondsLeft={Math.min(whole, Math.max(0, end - useServerSeconds(now)))}
      secondsWhole={whole}
      label={label}
      sayLeft={(seconds) => t('secondsLeft', { seconds })}
    />
  );
}

interface WaysProps {
  view: PaymentDeskView;
  desk: PaymentDesk;
  show: ShowOfPayment;
}

/** The seats are given back. */
const overStages: ReadonlySet<PaymentStage> = new Set([
  ...(['expired', 'cancelled', 'refunding', 'refunded', 'refund_failed'] as const),
]);

/** What can be done: one thing first. */
function Ways({ view: { payment, doing, slow }, desk, show }: WaysProps) {
  const t = useTranslations('payment');
  const common = useTranslations('common');
  const { stage, approvalUrl } = payment;
  const busy = doing !== 'nothing';
  const mayTryAgain = stage === 'declined' || (stage === 'starting' && slow);
  const isOver = overStages.has(stage);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 empty:hidden">
        {stage === 'to_approve' && approvalUrl && (
          <a
            href={approvalUrl}
            aria-disabled={busy}
            className={buttonStyle({ size: 'large' })}
            data-testid="continue"
          >
            {t('continue')}
          </a>
        )}
        {mayTryAgain && (
          <Button size="large" disabled={busy} aria-busy={busy} onClick={() => void desk.again()}>
            {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
            {stage === 'declined' ? t('again') : common('retry')}
          </Button>
        )}
        {isOver && (
          <Link
            href={show.cancelled ? `/events/${show.slug}` : `/schedules/${show.scheduleId}`}
            prefetch={false}
            className={buttonStyle({ size: 'large' })}
          >
            {t(show.cancelled ? 'aboutShow' : 'backToMap')}
          </Link>
        )}
        {(isOver || stage === 'working') && (
          <Link
            href="/bookings"
            prefetch={false}
            className={buttonStyle({ size: 'large', variant: 'secondary' })}
          >
            {t('myBookings')}
          </Link>
        )}
      </div>
      {(stage === 'starting' || stage === 'to_approve' || stage === 'declined') && (
        <GiveUp busy={doing === 'giving_up'} onGiveUp={() => void desk.giveUp()} />
      )}
    </>
  );
}
