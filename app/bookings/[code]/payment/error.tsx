'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useEffect, useEffectEvent } from 'react';
import { Button } from '@/components/ui/button';

const everyMilliseconds = 4000;

/** Back from the provider while a store is out of reach: says that the payment is safe, and looks again by itself. */
export default function PaymentError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('error');
  const common = useTranslations('common');
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  const retryByItself = useEffectEvent(retry);
  useEffect(() => {
    const timer = setInterval(() => retryByItself(), everyMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return (
    <div
      role="alert"
      className="page-width grid min-h-[60dvh] place-content-center justify-items-center gap-5 py-20 text-center"
    >
      <h1 className="display text-4xl sm:text-6xl">{t('paymentTitle')}</h1>
      <p className="max-w-lg text-lg text-soft">{t('paymentBody')}</p>
      <Button size="large" className="mt-2" onClick={retry}>
        {common('retry')}
      </Button>
    </div>
  );
}
