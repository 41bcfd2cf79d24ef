'use client';

import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { HoldClock } from '@/components/checkout/hold-clock';
import { HoldOver } from '@/components/checkout/hold-over';
import { PaymentChoice, paymentMethods } from '@/components/checkout/payment-choice';
import { type CheckoutActions, useCheckout } from '@/components/checkout/use-checkout';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { useServerSeconds } from '@/components/time/server-clock';
import { Button } from '@/components/ui/button';
import type { Hold } from '@/lib/domain/hold';
import { formatMoney } from '@/lib/domain/money';

interface CheckoutFormProps extends CheckoutActions {
  hold: Hold;
  timeZone: string;
  /** What the sale offers. */
  methods: readonly string[];
}

/** Clock, payment method, agreement and the one button; the way back to the map once the hold is over. */
export function CheckoutForm({ hold: shown, timeZone, methods, ...actions }: CheckoutFormProps) {
  const t = useTranslations('checkout');
  const language = useLocale();
  const offered = paymentMethods.filter((name) => methods.includes(name));
  const [method, setMethod] = useState(offered[0] ?? null);
  const [agreed, setAgreed] = useState(false);
  const [reminded, setReminded] = useState(false);
  const agreement = useRef<HTMLInputElement>(null);
  const { hold, refusal, phase, ahead, book } = useCheckout(shown, actions);
  // The hold's own clock: the database, Redis and this device need not agree on the time.
  const now = new Date(Date.parse(shown.expiresAt) - shown.expiresInSeconds * 1000).toISOString();
  const secondsWhole = Math.max(hold.expiresInSeconds, shown.expiresInSeconds);
  const untilEnd = Math.ceil(Date.parse(hold.expiresAt) / 1000) - useServerSeconds(now);
  const secondsLeft = Math.min(secondsWhole, Math.max(0, untilEnd));
  const busy = phase === 'confirming' || phase === 'confirmed';
  const gone = refusal?.code === 'HOLD_EXPIRED' || refusal?.code === 'NO_HOLD';
  if (gone || (secondsLeft === 0 && !busy)) return <HoldOver scheduleId={shown.scheduleId} />;

  const paysNow = method !== 'none' && shown.total.amount > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setReminded(!agreed);
    if (!agreed) agreement.current?.focus();
    else if (method) void book(method);
  };
  return (
    <form onSubmit={submit} className="grid gap-6" noValidate>
      <HoldClock secondsLeft={secondsLeft} secondsWhole={secondsWhole} />
      {hold.offeredSeatIds.length > 0 && <p className="-mt-2 text-soft text-sm">{t('fromLine')}</p>}
      <PaymentChoice offered={offered} chosen={method} onChoose={setMethod} />
      <label className="flex items-start gap-3">
        <input
          ref={agreement}
          type="checkbox"
          name="agree"
          required
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
          aria-invalid={reminded && !agreed}
          className="mt-1 size-5 shrink-0 accent-(--accent-ink)"
        />
        <span className="text-soft">{t('agree')}</span>
      </label>
      <p role="alert" className="-mt-3 font-medium text-danger text-sm empty:sr-only">
        {reminded && !agreed && t('agreeFirst')}
      </p>
      <RefusalNotice refusal={refusal} timeZone={timeZone} />
      <p role="status" className="rounded-xl border border-accent-ink p-4 text-sm tabular empty:sr-only">
        {ahead !== null && t('queued', { ahead })}
      </p>
      <p role="alert" className="rounded-xl border border-warning p-4 text-sm empty:sr-only">
        {phase === 'lost_connection' && t('lostConnection')}
      </p>
      <Button type="submit" size="large" className="w-full" disabled={!method || busy} aria-busy={busy}>
        {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
        {t(paysNow ? (busy ? 'paying' : 'pay') : busy ? 'confirming' : 'confirm', {
          total: formatMoney(shown.total, language),
        })}
      </Button>
      <p className="text-center text-sm">
        <Link
          href={`/schedules/${shown.scheduleId}`}
          className="text-soft underline underline-offset-4"
          prefetch={false}
        >
          {t('changeSeats')}
        </Link>
      </p>
    </form>
  );
}
