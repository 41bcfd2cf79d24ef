'use client';

import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { HoldClock } from '@/components/checkout/hold-clock';
import { HoldOver } from '@/components/checkout/hold-over';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { useServerSeconds } from '@/components/time/server-clock';
import { Button } from '@/components/ui/button';
import type { Hold } from '@/lib/domain/hold';
import { formatMoney } from '@/lib/domain/money';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';

interface CheckoutFormProps {
  hold: Hold;
  timeZone: string;
  paymentMethods: readonly string[];
  begin: (scheduleId: string) => Promise<Result<Hold, Refusal>>;
  confirm: (input: {
    scheduleId: string;
    holdId: string;
    seatIds: string[];
    paymentMethod: string;
  }) => Promise<Result<{ code: string }, Refusal>>;
}

type Phase = 'ready' | 'confirming' | 'confirmed' | 'lost_connection';

/**
 * Agreement, payment method, clock and the one button. Entering this page extends the hold here, after it is shown, and
 * not while it is rendered: a link that the browser fetches ahead must not start the buyer's time.
 */
export function CheckoutForm({ hold: shown, timeZone, paymentMethods, begin, confirm }: CheckoutFormProps) {
  const t = useTranslations('checkout');
  const language = useLocale();
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const [hold, setHold] = useState(shown);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [agreed, setAgreed] = useState(false);
  const [phase, setPhase] = useState<Phase>('ready');
  const sent = useRef(false);
  // The hold's own clock: the database, Redis and this device need not agree on the time.
  const now = new Date(Date.parse(shown.expiresAt) - shown.expiresInSeconds * 1000).toISOString();
  const secondsLeft = Math.max(0, Math.ceil(Date.parse(hold.expiresAt) / 1000) - useServerSeconds(now));

  const { scheduleId, holdId } = shown;
  const seatIds = shown.seats.map((seat) => seat.seatId);
  useEffect(() => {
    let here = true;
    begin(scheduleId).then(
      (said) => {
        if (!here) return;
        if (said.ok) setHold(said.value);
        else if (!signInAgain(said.refusal)) setRefusal(said.refusal);
      },
      // No answer: the hold is as it was, and the clock says how long.
      () => {},
    );
    return () => {
      here = false;
    };
  }, [begin, scheduleId, signInAgain]);

  const payable = paymentMethods.includes('none');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sent.current || !agreed || !payable) return;
    sent.current = true;
    setPhase('confirming');
    setRefusal(null);
    try {
      const said = await confirm({ scheduleId, holdId, seatIds, paymentMethod: 'none' });
      if (said.ok) {
        setPhase('confirmed');
        // In place of the checkout, so that "back" leads to the map and not to a hold that is gone.
        router.replace(`/bookings/${said.value.code}?done=1`);
        return;
      }
      if (!signInAgain(said.refusal)) setRefusal(said.refusal);
      setPhase('ready');
    } catch {
      setPhase('lost_connection');
    }
    sent.current = false;
  };

  const busy = phase === 'confirming' || phase === 'confirmed';
  const over =
    refusal?.code === 'HOLD_EXPIRED' || refusal?.code === 'NO_HOLD' || (secondsLeft === 0 && !busy);
  if (over) return <HoldOver scheduleId={scheduleId} />;

  return (
    <form onSubmit={submit} className="grid gap-6">
      <HoldClock
        secondsLeft={secondsLeft}
        secondsWhole={Math.max(hold.expiresInSeconds, shown.expiresInSeconds)}
      />
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-bold text-lg">{t('payment')}</legend>
        {payable ? (
          <label className="flex items-start gap-3 rounded-xl border border-line-strong p-4">
            <input
              type="radio"
              name="method"
              defaultChecked
              className="mt-1 size-5 shrink-0 accent-(--accent-ink)"
            />
            <span>
              <span className="block font-semibold">{t('payNone')}</span>
              <span className="text-soft text-sm">{t('payNoneBody')}</span>
            </span>
          </label>
        ) : (
          <p className="rounded-xl border border-warning p-4 text-sm">{t('payUnavailable')}</p>
        )}
      </fieldset>
      <label className="flex items-start gap-3">
        <input
          type="checkbox"
          name="agree"
          required
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
          className="mt-1 size-5 shrink-0 accent-(--accent-ink)"
        />
        <span className="text-soft">{t('agree')}</span>
      </label>
      <RefusalNotice refusal={refusal} timeZone={timeZone} />
      <p role="alert" className="rounded-xl border border-warning p-4 text-sm empty:sr-only">
        {phase === 'lost_connection' && t('lostConnection')}
      </p>
      <Button
        type="submit"
        size="large"
        className="w-full"
        disabled={!agreed || !payable || busy}
        aria-busy={busy}
      >
        {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
        {busy ? t('confirming') : t('confirm', { total: formatMoney(hold.total, language) })}
      </Button>
      <p className="text-center text-sm">
        <Link
          href={`/schedules/${scheduleId}`}
          className="text-soft underline underline-offset-4"
          prefetch={false}
        >
          {t('changeSeats')}
        </Link>
      </p>
    </form>
  );
}
