'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** Delete the account, after saying what that means and asking the password. */
export function DeleteAccount({ action }: { action: Action }) {
  const t = useTranslations('account');
  const common = useTranslations('common');
  const [state, send] = useActionState(action, untouched);
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="dangerOutline">{t('deleteAccount')}</Button>
      </DialogTrigger>
      <DialogContent title={t('deleteTitle')} description={t('deleteBody')} closeLabel={common('close')}>
        <form action={send} className="mt-6 grid gap-5" noValidate>
          <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
          <Field
            name="password"
            type="password"
            label={t('password')}
            autoComplete="current-password"
            required
            maxLength={128}
            fault={state.faults.includes('password') ? t('fault.passwordMissing') : undefined}
          />
          <SubmitButton variant="danger" size="large">
            {t('deleteForGood')}
          </SubmitButton>
        </form>
      </DialogContent>
    </Dialog>
  );
}
