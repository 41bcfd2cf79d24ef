'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import type { PaymentShown } from '@/components/payment/payment-shown';
import { toProvider } from '@/components/payment/to-provider';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import { choiceIn, type Hold } from '@/lib/domain/hold';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';

/** A booking that was made; `payment` where there is something to pay. */
export interface CheckedOut {
  code: string;
  payment: PaymentShown | null;
}

/** The server actions of the checkout. */
export interface CheckoutActions {
  begin: (scheduleId: string) => Promise<Result<Hold, Refusal>>;
  confirm: (input: {
    scheduleId: string;
    holdId: string;
    seatIds: string[];
    areas: { areaId: string; quantity: number }[];
    paymentMethod: string;
  }) => Promise<Result<CheckedOut, Refusal>>;
}

type Phase = 'ready' | 'confirming' | 'confirmed' | 'lost_connection';

/** While a booking waits for its turn, an answer may be lost on the way: asked again so often, after so long. */
const triesInLine = 5;
const pauseInLineMilliseconds = 2000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The course of a checkout. Entering it extends the hold here, after the page is shown, and not while it is rendered: a
 * page that the browser fetches ahead must not start the buyer's time. Confirming twice is harmless: one call at a time,
 * and the hold's id names the booking whatever got lost on the way.
 */
export function useCheckout(shown: Hold, { begin, confirm }: CheckoutActions) {
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const [hold, setHold] = useState(shown);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [phase, setPhase] = useState<Phase>('ready');
  /** How many come before this booking while it waits for its turn; null when it does not. */
  const [ahead, setAhead] = useState<number | null>(null);
  const underWay = useRef(false);
  const left = useRef(false);
  const { scheduleId, holdId } = shown;
  const choice = choiceIn(shown);
  // What the buyer sees and agrees to, whatever another tab adds to the hold.
  const seatIds = shown.seats.map((seat) => seat.seatId);
  const areas = shown.areas.map(({ areaId, quantity }) => ({ areaId, quantity }));

  useEffect(() => {
    let here = true;
    begin(scheduleId).then(
      (said) => {
        if (!here) return;
        if (said.ok) {
          setHold(said.value);
          // Taps that were still on their way when this page was made.
          if (choiceIn(said.value) !== choice) router.refresh();
        } else if (!signInAgain(said.refusal)) setRefusal(said.refusal);
      },
      // No answer: the hold is as it was, and the clock says how long.
      () => {},
    );
    return () => {
      here = false;
    };
  }, [begin, scheduleId, choice, router, signInAgain]);

  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  /** Asks until the booking is through its line: the same key joins it each time. Null: the buyer has gone elsewhere. */
  const throughTheLine = async (paymentMethod: string) => {
    let lost = 0;
    for (let waits = false; !left.current; ) {
      try {
        const said = await confirm({ scheduleId, holdId, seatIds, areas, paymentMethod });
        const queued = !said.ok && said.refusal.code === 'BOOKING_QUEUED' ? said.refusal : null;
        const busy = waits && !said.ok && said.refusal.code === 'BUYER_BUSY' ? said.refusal : null;
        const refused = queued ?? busy;
        if (!refused) return said;
        waits = true;
        lost = 0;
        if (queued) setAhead(queued.ahead);
        await pause(refused.retryAfterSeconds * 1000);
      } catch (error) {
        lost += 1;
        if (!waits || lost === triesInLine) throw error;
        await pause(pauseInLineMilliseconds);
      }
    }
    return null;
  };

  /** In place of the checkout, so that "back" leads to the map and not to a hold that is gone. */
  const goOn = ({ code, payment }: CheckedOut) => {
    if (!payment || payment.stage === 'paid') router.replace(`/bookings/${code}?done=1`);
    else if (payment.stage === 'to_approve' && payment.approvalUrl) toProvider(code, payment.approvalUrl);
    else router.replace(`/bookings/${code}/payment?go=1`);
  };

  const book = async (paymentMethod: string) => {
    if (underWay.current) return;
    underWay.current = true;
    setPhase('confirming');
    setRefusal(null);
    try {
      const said = await throughTheLine(paymentMethod);
      if (!said) return;
      if (said.ok) {
        setPhase('confirmed');
        return goOn(said.value);
      }
      if (!signInAgain(said.refusal)) setRefusal(said.refusal);
      setPhase('ready');
    } catch (error) {
      reloadIfOutdated(error);
      setPhase('lost_connection');
    }
    setAhead(null);
    underWay.current = false;
  };

  return { hold, refusal, phase, ahead, book };
}
