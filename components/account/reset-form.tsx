'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';

interface ResetFormProps {
  /** Of the mailed link. */
  token: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}

/** Choose the new password. */
export function ResetForm({ token, action }: ResetFormProps) {
  const t = useTranslations('account');
  const [state, send] = useActionState(action, untouched);
  // A token that does not look like one is a link that does not work.
  const isBroken = state.faults.includes('token');
  const isTooShort = state.faults.includes('new_password') && !isBroken;
  return (
    <form action={send} className="grid gap-5" noValidate>
      <input type="hidden" name="token" value={token} />
      <RefusalNotice refusal={isBroken ? { code: 'LINK_NOT_VALID' } : isTooShort ? null : state.refusal} />
      <Field
        name="new_password"
        type="password"
        label={t('newPassword')}
        autoComplete="new-password"
        required
        maxLength={128}
        hint={t('passwordHint')}
        fault={isTooShort ? t('fault.password') : undefined}
      />
      <SubmitButton size="large" className="mt-2 w-full">
        {t('setPassword')}
      </SubmitButton>
    </form>
  );
}
