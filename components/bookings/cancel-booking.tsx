'use client';

import { LoaderCircle } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { formatMoney, type Money } from '@/lib/domain/money';
import { showDeadline } from '@/lib/domain/show-time';
import type { CancelChoice } from './cancel-choice';
import { ChooseTickets } from './choose-tickets';
import { type CancelActions, type CancelOutcome, useCancellation } from './use-cancellation';

interface CancelBookingProps extends CancelActions {
  code: string;
  /** What the booking is for, in the reader's language. */
  title: string;
  timeZone: string;
  /** Whether money has changed hands: what was never paid is not given back. */
  paid: boolean;
  /** The tickets it has. */
  choices: readonly CancelChoice[];
}

/** Cancel a booking, or some of its tickets: says the fee first, asks, then does it. */
export function CancelBooking({ code, title, timeZone, paid, choices, ...actions }: CancelBookingProps) {
  const t = useTranslations('bookings');
  const common = useTranslations('common');
  const language = useLocale();
  const [open, setOpen] = useState(false);

  const done = ({ status, fee, refund }: CancelOutcome) => {
    setOpen(false);
    const whole = String(status === 'CANCELLED');
    const told = { whole, fee: formatMoney(fee, language), refund: formatMoney(refund, language) };
    toast.success(
      paid ? t('cancelled', told) : t('cancelledUnpaid', { ...told, free: String(fee.amount === 0) }),
    );
  };
  const cancellation = useCancellation(code, choices, actions, done);
  const { quoted, refusal, busy, lost, picked } = cancellation;

  const openChanged = (wanted: boolean) => {
    setOpen(wanted);
    if (wanted) void cancellation.begin();
  };

  return (
    <Dialog open={open} onOpenChange={openChanged}>
      <DialogTrigger asChild>
        <Button variant="secondary" aria-label={`${t('cancel')}: ${title}`}>
          {t('cancel')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('cancelTitle')} description={title} closeLabel={common('close')}>
        {quoted && choices.length > 1 && (
          <div className="mt-5">
            <ChooseTickets
              choices={choices}
              cancellable={quoted.tickets}
              chosen={cancellation.chosen}
              choose={cancellation.setChosen}
            />
          </div>
        )}
        <div className="mt-5" aria-live="polite">
          {quoted === null && refusal === null && !lost && <Skeleton className="h-24" />}
          {quoted && (
            <Cost
              fee={cancellation.fee}
              refund={cancellation.refund}
              until={quoted.until}
              timeZone={timeZone}
              paid={paid}
            />
          )}
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
            disabled={quoted === null || busy || picked === 0}
            onClick={cancellation.confirm}
            aria-busy={busy}
          >
            {busy && <LoaderCircle aria-hidden="true" className="animate-spin" />}
            {picked === choices.length ? t('cancelForGood') : t('cancelPart', { count: picked })}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface CostProps {
  fee: Money;
  refund: Money;
  until: string | null;
  timeZone: string;
  paid: boolean;
}

function Cost({ fee, refund, until, timeZone, paid }: CostProps) {
  const t = useTranslations('bookings');
  const language = useLocale();
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 rounded-xl bg-raised p-4">
        <dt className="text-soft">{t('fee')}</dt>
        <dd className="text-right tabular">{formatMoney(fee, language)}</dd>
        <dt className="font-bold">{t(paid ? 'refund' : 'noLongerDue')}</dt>
        <dd className="text-right font-bold tabular">{formatMoney(refund, language)}</dd>
      </dl>
      {until !== null && (
        <p className="mt-3 text-soft text-sm">
          {t('feeUntil', { time: showDeadline(until, language, timeZone) })}
        </p>
      )}
    </>
  );
}
