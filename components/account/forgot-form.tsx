'use client';

import { MailCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { Field } from '@/components/forms/field';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button, buttonStyle } from '@/components/ui/button';

interface ForgotFormProps {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** Where the demo shows its mails. */
  mailboxUrl: string | undefined;
}

/** Asks for the address to which a link goes; then says to look there. */
export function ForgotForm({ action, mailboxUrl }: ForgotFormProps) {
  const t = useTranslations('account');
  const [state, send] = useActionState(action, untouched);
  const [leftBehind, leaveBehind] = useState(untouched);
  if (state.done && state !== leftBehind) {
    return (
      <div role="status" className="grid gap-5">
        <MailCheck aria-hidden="true" className="size-9 text-accent-ink" />
        <h2 className="font-bold text-xl">{t('linkSentTitle')}</h2>
        <p className="wrap-anywhere">{t('linkSent', { email: state.values.email ?? '' })}</p>
        {mailboxUrl && (
          <a
            href={mailboxUrl}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ variant: 'primary' })}
          >
            {t('mailbox')}
          </a>
        )}
        <Button variant="secondary" onClick={() => leaveBehind(state)}>
          {t('linkAgain')}
        </Button>
      </div>
    );
  }
  return (
    <form action={send} className="grid gap-5" noValidate>
      <RefusalNotice refusal={state.faults.length > 0 ? null : state.refusal} />
      <Field
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        required
        maxLength={254}
        defaultValue={state.values.email}
        fault={state.faults.includes('email') ? t('fault.email') : undefined}
      />
      <SubmitButton size="large" className="mt-2 w-full">
        {t('sendLink')}
      </SubmitButton>
    </form>
  );
}
