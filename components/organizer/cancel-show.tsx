'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useId } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog';

interface CancelShowProps {
  scheduleId: string;
  /** What must be typed to mean it: the concert's title. */
  title: string;
  /** When the show is, in the reader's words. */
  when: string;
  seatsSold: number;
  /** What those cost together, in the reader's words. */
  amount: string;
  cancelShow: (state: FormState, form: FormData) => Promise<FormState>;
}

/** Calls a show off, after saying what that means and having the title typed. */
export function CancelShow({ scheduleId, title, when, seatsSold, amount, cancelShow }: CancelShowProps) {
  const t = useTranslations('organizer');
  const common = useTranslations('common');
  const [state, send] = useActionState(cancelShow, untouched);
  const reasonId = useId();
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="dangerOutline">{t('cancelShow')}</Button>
      </DialogTrigger>
      <DialogContent
        title={t('cancelShowTitle')}
        description={`${title} · ${when}`}
        closeLabel={common('close')}
      >
        <ul className="mt-4 list-disc space-y-1.5 pl-5 text-soft">
          <li>{t('cancelShowSale')}</li>
          <li>{t('cancelShowBookings', { count: seatsSold, amount })}</li>
          <li>{t('cancelShowMail')}</li>
          <li className="font-semibold text-ink">{t('cancelShowForGood')}</li>
        </ul>
        <form action={send} className="mt-6 grid gap-5" noValidate>
          <input type="hidden" name="schedule_id" value={scheduleId} />
          <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
          <div>
            <label htmlFor={reasonId} className="mb-1.5 block font-medium text-soft text-sm">
              {t('cancelReason')}
            </label>
            <textarea
              id={reasonId}
              name="reason"
              rows={2}
              maxLength={500}
              defaultValue={state.values.reason ?? ''}
              aria-describedby={`${reasonId}-note`}
              className="w-full rounded-xl border border-line-strong bg-surface px-4 py-3 text-base text-ink"
            />
            <p id={`${reasonId}-note`} className="mt-1 text-faint text-sm">
              {t('cancelReasonHint')}
            </p>
          </div>
          <Field
            name="confirmation"
            label={t('cancelConfirmation', { title })}
            autoComplete="off"
            required
            defaultValue={state.values.confirmation ?? ''}
            fault={
              state.faults.includes('confirmation') ? t('cancelConfirmationFault', { title }) : undefined
            }
          />
          <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
            <DialogClose asChild>
              <Button variant="secondary">{t('asItIs')}</Button>
            </DialogClose>
            <SubmitButton variant="danger" data-testid="cancel-show-confirm">
              {t('cancelShowNow')}
            </SubmitButton>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
