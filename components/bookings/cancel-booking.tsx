'use client';

import { LoaderCircle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSignInAgain } from '@/components/account/use-sign-in-again';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import { showDeadline } from '@/components/time/show-time';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { Refusal } from '@/lib/domain/refusals';
import type { Result } from '@/lib/domain/result';

interface Quote {
  fee: Money;
  refund: Money;
  until: string | null;
}

interface CancelBookingProps {
  code: string;
  /** What the booking is for, in the reader's language. */
  title: string;
  timeZone: string;
  /** Whether money has changed hands: what was never paid is not given back. */
  paid: boolean;
  quote: (code: string) => Promise<Result<Quote, Refusal>>;
  cancel: (code: string) => Promise<Result<{ fee: Money; refund: Money }, Refusal>>;
}

/** Cancel a booking: says the fee first, asks, then does it. */
export function CancelBooking({ code, title, timeZone, paid, quote, cancel }: CancelBookingProps) {
  const t = useTranslations('bookings');
  const common = useTranslations('common');
  const language = useLocale();
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const [open, setOpen] = useState(false);
  const [cost, setCost] = useState<Quote | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);

  const refuse = (no: Refusal) => {
    if (!signInAgain(no)) setRefusal(no);
  };

  const openChanged = async (wanted: boolean) => {
    setOpen(wanted);
    if (!wanted) return;
    setCost(null);
    setRefusal(null);
    setLost(false);
    try {
      const said = await quote(code);
      if (said.ok) setCost(said.value);
      else refuse(said.refusal);
    } catch (error) {
      reloadIfOutdated(error);
      setLost(true);
    }
  };

  const outcome = ({ fee, refund }: { fee: Money; refund: Money }) =>
    paid
      ? t('cancelled', { refund: formatMoney(refund, language) })
      : t('cancelledUnpaid', { free: String(fee.amount === 0), fee: formatMoney(fee, language) });

  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    setLost(false);
    try {
      const said = await cancel(code);
      if (said.ok) {
        setOpen(false);
        toast.success(outcome(said.value));
        router.refresh();
      } else refuse(said.refusal);
    } catch (error) {
      reloadIfOutdated(error);
      setLost(true);
    }
    setBusy(false);
  };

  return (
    <Dialog open={open} onOpenChange={openChanged}>
      <DialogTrigger asChild>
        <Button variant="secondary" aria-label={`${t('cancel')}: ${title}`}>
          {t('cancel')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('cancelTitle')} description={title} closeLabel={common('close')}>
        <div className="mt-5" aria-live="polite">
          {cost === null && refusal === null && !lost && <Skeleton className="h-24" />}
          {cost && <Cost cost={cost} timeZone={timeZone} paid={paid} />}
        </div>
        <div className="mt-4">
          <RefusalNotice refusal={refusal} timeZone={timeZone} />
          <p role="alert" className="text-sm text-warning empty:sr-only">
            {lost && t('lostConnection')}
          </p>
        </div>
        <div className="mt-6 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
          <DialogClose asChild>
            <Button variant="secondary">{t('keep')}</Button>
          </DialogClose>
          <Button
            variant="danger"
            disabled={cost === null || busy || refusal !== null}
            onClick={confirm}
            aria-busy={busy}
          >
            {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
            {t('cancelForGood')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Cost({ cost, timeZone, paid }: { cost: Quote; timeZone: string; paid: boolean }) {
  const t = useTranslations('bookings');
  const language = useLocale();
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 rounded-xl bg-raised p-4">
        <dt className="text-soft">{t('fee')}</dt>
        <dd className="text-right tabular">{formatMoney(cost.fee, language)}</dd>
        <dt className="font-bold">{t(paid ? 'refund' : 'noLongerDue')}</dt>
        <dd className="text-right font-bold tabular">{formatMoney(cost.refund, language)}</dd>
      </dl>
      {cost.until !== null && (
        <p className="mt-3 text-soft text-sm">
          {t('feeUntil', { time: showDeadline(cost.until, language, timeZone) })}
        </p>
      )}
    </>
  );
}
