'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import { serverOffset } from '@/components/time/server-clock';
import { lookAtPayment } from './look-at-payment';
import { type PaymentCalls, PaymentDesk, type PaymentDeskView } from './payment-desk';
import type { PaymentShown } from './payment-shown';

/** The server actions of the payment page. */
export type PaymentActions = Pick<PaymentCalls, 'again' | 'giveUp'>;

/**
 * Follows a payment while the page is open, and goes on to the tickets once it is paid.
 * @param now the server's time when it rendered the page, ISO 8601
 */
export function usePayment(
  payment: PaymentShown,
  now: string,
  { again, giveUp }: PaymentActions,
): { desk: PaymentDesk; view: PaymentDeskView } {
  const router = useRouter();
  const signInAgain = useSignInAgain();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the payment is where the desk begins; it knows better from then on.
  const desk = useMemo(() => {
    const calls = { look: lookAtPayment, again, giveUp };
    return new PaymentDesk(calls, payment, () => Date.now() + serverOffset(now));
  }, [payment.code, again, giveUp]);
  const view = useSyncExternalStore(desk.subscribe, desk.current, desk.current);
  const signIn = useEffectEvent((refusal: { code: string }) => signInAgain(refusal));
  useEffect(
    () =>
      desk.start({
        toProvider: (approvalUrl) => window.location.assign(approvalUrl),
        signInAgain: (refusal) => signIn(refusal),
        failed: reloadIfOutdated,
      }),
    [desk],
  );
  const { stage, code } = view.payment;
  useEffect(() => {
    // In place of this page: "back" from the tickets leads to where the purchase began.
    if (stage === 'paid') router.replace(`/bookings/${code}?done=1`);
  }, [stage, code, router]);
  return { desk, view };
}
