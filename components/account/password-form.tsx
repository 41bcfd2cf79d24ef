'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** Change the password; every other session ends by it. */
export function PasswordForm({ action }: { action: Action }) {
  const t = useTranslations('account');
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="grid max-w-md gap-5" noValidate>
      <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
      <Field
        name="current_password"
        type="password"
        label={t('currentPassword')}
        autoComplete="current-password"
        required
        maxLength={128}
        fault={state.faults.includes('current_password') ? t('fault.passwordMissing') : undefined}
      />
      <Field
        name="new_password"
        type="password"
        label={t('newPassword')}
        autoComplete="new-password"
        required
        maxLength={128}
        hint={t('passwordHint')}
        fault={state.faults.includes('new_password') ? t('fault.password') : undefined}
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">{t('changePassword')}</SubmitButton>
        <p role="status" className="text-accent-ink text-sm">
          {state.done && t('passwordChanged')}
        </p>
      </div>
    </form>
  );
}
