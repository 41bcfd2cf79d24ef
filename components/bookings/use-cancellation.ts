import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import { type CancellationRate, cancellationFee } from '@/lib/domain/cancellation';
import type { Money } from '@/lib/domain/money';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';
import { type CancelChoice, type CancelWish, cancelWish } from './cancel-choice';

interface Quote {
  rate: CancellationRate;
  /** Those that can be cancelled. */
  tickets: string[];
  until: string | null;
}

/** What became of it. */
export interface CancelOutcome {
  status: string;
  fee: Money;
  refund: Money;
}

export interface CancelActions {
  quote: (code: string) => Promise<Result<Quote, Refusal>>;
  cancel: (code: string, wish: CancelWish) => Promise<Result<CancelOutcome, Refusal>>;
}

/** The state of a cancellation that is being thought about: what is chosen, what it costs now, and what was said of it. */
export function useCancellation(
  code: string,
  choices: readonly CancelChoice[],
  { quote, cancel }: CancelActions,
  done: (outcome: CancelOutcome) => void,
) {
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const [quoted, setQuoted] = useState<Quote | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);

  /** Runs a call to the server; why it came to nothing is shown. Null: no answer. */
  async function hear<Value>(call: Promise<Result<Value, Refusal>>): Promise<Result<Value, Refusal> | null> {
    setLost(false);
    try {
      const said = await call;
      if (!said.ok && !signInAgain(said.refusal)) setRefusal(said.refusal);
      return said;
    } catch (error) {
      reloadIfOutdated(error);
      setLost(true);
      return null;
    }
  }

  const load = async (choose: (cancellable: string[]) => string[]) => {
    setQuoted(null);
    const now = await hear(quote(code));
    if (!now?.ok) return;
    setQuoted(now.value);
    setChosen(choose(now.value.tickets));
  };

  const picked = choices.filter(({ ticket }) => chosen.includes(ticket));
  const prices = picked.map(({ price }) => price.amount);
  const totalMinor = prices.reduce((sum, price) => sum + price, 0);
  const feeMinor = quoted ? cancellationFee(quoted.rate, prices) : 0;
  const currency = choices[0]?.price.currency ?? 'KRW';

  const confirm = async () => {
    if (busy || !quoted) return;
    setBusy(true);
    setRefusal(null);
    const said = await hear(cancel(code, cancelWish(picked, feeMinor)));
    if (said?.ok) done(said.value);
    // The fee went up, or tickets were cancelled or used elsewhere: what can be chosen now, and what it costs.
    else if (said) await load((cancellable) => cancellable.filter((ticket) => chosen.includes(ticket)));
    if (said) router.refresh();
    setBusy(false);
  };

  return {
    ...{ quoted, chosen, setChosen, refusal, busy, lost, confirm },
    picked: picked.length,
    fee: { amount: feeMinor, currency },
    refund: { amount: totalMinor - feeMinor, currency },
    /** Asks what it costs now, everything chosen. */
    begin: () => {
      setRefusal(null);
      return load((cancellable) => cancellable);
    },
  };
}
