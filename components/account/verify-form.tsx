'use client';

import { BadgeCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { type FormState, untouched } from '@/components/forms/form-state';
import { RefusalNotice } from '@/components/forms/refusal-notice';
import { SubmitButton } from '@/components/forms/submit-button';
import { buttonStyle } from '@/components/ui/button';

interface VerifyFormProps {
  /** Of the mailed link. */
  token: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
}

/** One button: this address is mine. */
export function VerifyForm({ token, action }: VerifyFormProps) {
  const t = useTranslations('account');
  const [state, send] = useActionState(action, untouched);
  if (state.done) {
    return (
      <div role="status" className="grid gap-5">
        <BadgeCheck aria-hidden="true" className="size-9 text-accent-ink" />
        <p className="text-lg">{t('verified')}</p>
        <Link href="/" className={buttonStyle({ size: 'large' })}>
          {t('toStart')}
        </Link>
      </div>
    );
  }
  const refusal = state.faults.length > 0 ? ({ code: 'LINK_NOT_VALID' } as const) : state.refusal;
  return (
    <form action={send} className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      <RefusalNotice refusal={refusal} />
      <p>{t('verifyBody')}</p>
      <SubmitButton size="large" className="w-full">
        {t('verify')}
      </SubmitButton>
    </form>
  );
}
