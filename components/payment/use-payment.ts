'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import { serverOffset } from '@/components/time/server-clock';
import { lookAtPayment } from './look-at-payment';
import { type PaymentCalls, PaymentDesk, type PaymentDeskView } from './payment-desk';
import type { PaymentShown } from './payment-shown';
import { toProvider } from './to-provider';

/** The server actions of the payment page. */
type PaymentActions = Pick<PaymentCalls, 'again' | 'giveUp'>;

/** A payment to be followed. */
export interface FollowedPayment extends PaymentActions {
  /** As it stood when the page was rendered. */
  payment: PaymentShown;
  /** The database's time then, ISO 8601. */
  now: string;
  /** The buyer pressed "pay" just now and waits for the provider's page. */
  headed: boolean;
}

/** Follows a payment while the page is open, and goes on to the tickets once it is paid. */
export function usePayment({ payment, now, headed, again, giveUp }: FollowedPayment): {
  desk: PaymentDesk;
  view: PaymentDeskView;
} {
  const router = useRouter();
  const signInAgain = useSignInAgain();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the payment is where the desk begins; it knows better from then on.
  const desk = useMemo(() => {
    const calls = { look: lookAtPayment, again, giveUp };
    return new PaymentDesk(calls, payment, headed, () => Date.now() + serverOffset(now));
  }, [payment.code, again, giveUp]);
  const view = useSyncExternalStore(desk.subscribe, desk.current, desk.current);
  const signIn = useEffectEvent((refusal: { code: string }) => signInAgain(refusal));
  useEffect(
    () =>
      desk.start({
        toProvider: (approvalUrl) => toProvider(payment.code, approvalUrl),
        signInAgain: (refusal) => signIn(refusal),
        failed: reloadIfOutdated,
      }),
    [desk, payment.code],
  );
  const { stage, code } = view.payment;
  useEffect(() => {
    // In place of this page: "back" from the tickets leads to where the purchase began.
    if (stage === 'paid') router.replace(`/bookings/${code}?done=1`);
  }, [stage, code, router]);
  return { desk, view };
}
