'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';

interface SignFormProps {
  kind: 'in' | 'up';
  /** Path to return to. */
  next: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** There is a way to a new password: mail is sent. */
  mayForget?: boolean;
}

/** Sign in or sign up; a plain form without scripts. */
export function SignForm({ kind, next, action, mayForget = false }: SignFormProps) {
  const t = useTranslations('account');
  const [state, send] = useActionState(action, untouched);
  const fault = (name: 'email' | 'password' | 'name') =>
    state.faults.includes(name) ? t(`fault.${name}`) : undefined;
  return (
    <form action={send} className="grid gap-5" noValidate>
      <input type="hidden" name="next" value={next} />
      <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
      {kind === 'up' && (
        <Field
          name="name"
          label={t('name')}
          autoComplete="name"
          required
          maxLength={80}
          defaultValue={state.values.name}
          fault={fault('name')}
        />
      )}
      <Field
        name="email"
        type="email"
        label={t('email')}
        autoComplete={kind === 'up' ? 'email' : 'username'}
        required
        maxLength={254}
        defaultValue={state.values.email}
        fault={fault('email')}
      />
      <Field
        name="password"
        type="password"
        label={t('password')}
        autoComplete={kind === 'up' ? 'new-password' : 'current-password'}
        required
        maxLength={128}
        {...(kind === 'up' && { hint: t('passwordHint') })}
        fault={kind === 'in' && fault('password') ? t('fault.passwordMissing') : fault('password')}
      />
      {mayForget && (
        <Link
          href="/forgot-password"
          className="-my-2 justify-self-end py-2 text-soft text-sm underline underline-offset-4 hover:text-ink"
        >
          {t('forgot')}
        </Link>
      )}
      <SubmitButton size="large" className="mt-2 w-full">
        {kind === 'up' ? t('signUp') : t('signIn')}
      </SubmitButton>
    </form>
  );
}
