'use client';

import { BadgeCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';

interface AddressStateProps {
  proven: boolean;
  send: () => Promise<FormState>;
}

/** Whether the account's address is confirmed, and the way to it. */
export function AddressState({ proven, send }: AddressStateProps) {
  const t = useTranslations('account');
  const [state, ask] = useActionState(send, untouched);
  if (proven) {
    return (
      <p className="flex items-center gap-2">
        <BadgeCheck aria-hidden="true" className="size-5 text-accent-ink" />
        {t('addressProven')}
      </p>
    );
  }
  return (
    <form action={ask} className="grid max-w-md gap-4">
      <RefusalNotice refusal={state.refusal} />
      <p>{t('addressUnproven')}</p>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">{t('sendAddressLink')}</SubmitButton>
        <p role="status" className="text-accent-ink text-sm">
          {state.done && t('addressLinkSent')}
        </p>
      </div>
    </form>
  );
}
